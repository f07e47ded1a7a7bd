package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The rule for which tags are versions of a module: those with its prefix whose rest is a canonical version without build,
 * does not look like a pseudo-version, and has the major version of the module's path.
 *
 * <p>For a module at the root and without major version in its path, those of higher majors are candidates for {@code
 * +incompatible}. No object is read: a tag counts whatever its tree holds. Source: {@code (*codeRepo).Versions} in {@code
 * cmd/go/internal/modfetch}.
 *
 * @param compatible the versions, in ascending order
 * @param incompatible the candidates, as their tags spell them, in ascending order
 */
record VersionTags(List<ModuleVersion> compatible, List<ModuleVersion> incompatible) {
    /** With more changes than this there is nothing to be saved. */
    private static final int MAX_CHANGES = 256;

    static VersionTags of(ModuleLocation location, Collection<String> tags) {
        List<Ordered> compatible = new ArrayList<>();
        List<Ordered> incompatible = new ArrayList<>();
        for (String tag : tags) {
            Optional<ModuleVersion> version = version(location, tag);
            if (version.isEmpty()) {
                continue;
            }
            if (isCompatible(location, version.get())) {
                compatible.add(Ordered.of(version.get()));
            } else if (mayBeIncompatible(location)) {
                incompatible.add(Ordered.of(version.get()));
            }
        }
        return new VersionTags(ascending(compatible), ascending(incompatible));
    }

    /**
     * The versions after a change of the tags, of which mostly a few are new.
     *
     * @param before the tags that these are the versions of, in ascending order
     * @param now the tags that there are now, in ascending order
     */
    VersionTags changed(ModuleLocation location, Collection<String> before, Collection<String> now) {
        List<String> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        Iterator<String> olds = before.iterator();
        Iterator<String> news = now.iterator();
        Optional<String> old = next(olds);
        Optional<String> found = next(news);
        while ((old.isPresent() || found.isPresent()) && removed.size() + added.size() <= MAX_CHANGES) {
            int order = old.isEmpty() ? 1 : found.isEmpty() ? -1 : old.get().compareTo(found.get());
            if (order < 0) {
                removed.add(old.get());
            } else if (order > 0) {
                added.add(found.get());
            }
            old = order <= 0 ? next(olds) : old;
            found = order >= 0 ? next(news) : found;
        }
        return removed.size() + added.size() > MAX_CHANGES ? of(location, now) : changed(location, removed, added);
    }

    private static Optional<String> next(Iterator<String> names) {
        return names.hasNext() ? Optional.of(names.next()) : Optional.empty();
    }

    private VersionTags changed(ModuleLocation location, List<String> removed, List<String> added) {
        if (removed.isEmpty() && added.isEmpty()) {
            return this;
        }
        List<ModuleVersion> compatibleNow = new ArrayList<>(compatible);
        List<ModuleVersion> incompatibleNow = new ArrayList<>(incompatible);
        for (String tag : removed) {
            version(location, tag).ifPresent(version -> {
                List<ModuleVersion> versions = isCompatible(location, version) ? compatibleNow : incompatibleNow;
                int place = Collections.binarySearch(versions, version);
                if (place >= 0) {
                    versions.remove(place);
                }
            });
        }
        for (String tag : added) {
            version(location, tag).ifPresent(version -> {
                boolean fits = isCompatible(location, version);
                List<ModuleVersion> versions = fits ? compatibleNow : incompatibleNow;
                int place = Collections.binarySearch(versions, version);
                if (place < 0 && (fits || mayBeIncompatible(location))) {
                    versions.add(-place - 1, version);
                }
            });
        }
        return new VersionTags(
                Collections.unmodifiableList(compatibleNow), Collections.unmodifiableList(incompatibleNow));
    }

    private static boolean isCompatible(ModuleLocation location, ModuleVersion version) {
        return location.module().checkMajor(version.semver()).isEmpty();
    }

    private static boolean mayBeIncompatible(ModuleLocation location) {
        return location.codeDirectory().isEmpty()
                && location.module().pathMajor().isEmpty();
    }

    private static List<ModuleVersion> ascending(List<Ordered> versions) {
        Ordered[] sorted = versions.toArray(new Ordered[0]);
        Arrays.sort(sorted);
        List<ModuleVersion> ascending = new ArrayList<>(sorted.length);
        for (Ordered version : sorted) {
            ascending.add(version.version);
        }
        return Collections.unmodifiableList(ascending);
    }

    private static Optional<ModuleVersion> version(ModuleLocation location, String tag) {
        // The tags v2.x.y belong to gopkg.in/x.v2; nothing says which of them its -unstable twin would have.
        if (!tag.startsWith(location.tagPrefix())
                || (location.module().isGopkgIn()
                        && location.module().pathMajor().endsWith("-unstable"))) {
            return Optional.empty();
        }
        return ModuleVersion.find(tag.substring(location.tagPrefix().length()))
                .filter(v -> !v.isIncompatible() && !v.isPseudo());
    }

    /**
     * A version, and a number that is lower if one of its three numbers is and the ones before are the same. Most of the
     * comparisons of ten thousand versions need no more.
     */
    private record Ordered(long numbers, ModuleVersion version) implements Comparable<Ordered> {
        private static final int BITS = 21;
        private static final long MAX = (1L << BITS) - 1;

        static Ordered of(ModuleVersion version) {
            String text = version.toString();
            long numbers = 0;
            int at = 0;
            boolean exact = true;
            for (int i = 0; i < 3; i++) {
                long number = 0;
                for (at++; at < text.length() && isDigit(text.charAt(at)); at++) {
                    number = Math.min(MAX, number * 10 + text.charAt(at) - '0');
                }
                // One that is too large hides what comes after it.
                numbers = numbers << BITS | (exact ? number : 0);
                exact &= number < MAX;
            }
            return new Ordered(numbers, version);
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        @Override
        public int compareTo(Ordered other) {
            int order = Long.compare(numbers, other.numbers);
            return order != 0 ? order : version.compareTo(other.version);
        }
    }
}
