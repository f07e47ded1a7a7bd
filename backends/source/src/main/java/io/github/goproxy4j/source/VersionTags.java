package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
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
    static VersionTags of(ModuleLocation location, Collection<String> tags) {
        List<Ordered> compatible = new ArrayList<>();
        List<Ordered> incompatible = new ArrayList<>();
        // The tags v2.x.y belong to gopkg.in/x.v2; nothing says which of them its -unstable twin would have.
        if (location.module().isGopkgIn() && location.module().pathMajor().endsWith("-unstable")) {
            return new VersionTags(List.of(), List.of());
        }
        boolean mayBeIncompatible = location.codeDirectory().isEmpty()
                && location.module().pathMajor().isEmpty();
        for (String tag : tags) {
            Optional<ModuleVersion> version = version(location.tagPrefix(), tag);
            if (version.isEmpty()) {
                continue;
            }
            if (location.module().checkMajor(version.get().semver()).isEmpty()) {
                compatible.add(Ordered.of(version.get()));
            } else if (mayBeIncompatible) {
                incompatible.add(Ordered.of(version.get()));
            }
        }
        return new VersionTags(ascending(compatible), ascending(incompatible));
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

    private static Optional<ModuleVersion> version(String prefix, String tag) {
        return tag.startsWith(prefix)
                ? ModuleVersion.find(tag.substring(prefix.length())).filter(v -> !v.isIncompatible() && !v.isPseudo())
                : Optional.empty();
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
