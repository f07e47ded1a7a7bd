package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has been worked out of the refs of one moment, so that it is worked out once for all requests until a ref changes.
 * Thread-safe.
 */
final class RefFacts {
    /** As many modules with published versions are asked about in turn without comparing these with the tags again. */
    private static final int PUBLISHED_MODULES = 256;

    /** As many modules are listed in turn without reading the names of all tags again. */
    private static final int LISTED_MODULES = 16;

    /** What published versions lead to which tags are not on any more. */
    private record Displaced(Map<String, ObjectId> published, Map<String, ObjectId> displaced) {}

    /** Works out what is not known yet. */
    interface Work {
        Map<String, ObjectId> displaced() throws IOException;
    }

    private final SourceRefs refs;
    private final BoundedCache<ModulePath, Displaced> displaced = new BoundedCache<>(PUBLISHED_MODULES);
    private final BoundedCache<ModuleLocation, VersionTags> versions = new BoundedCache<>(LISTED_MODULES);
    private volatile @Nullable String digest;
    private final Optional<Past> past;

    /** What was known before the last change: with it the lists need not be made from nothing. */
    private record Past(SourceRefs refs, BoundedCache<ModuleLocation, VersionTags> versions) {}

    private RefFacts(SourceRefs refs, Optional<Past> past) {
        this.refs = refs;
        this.past = past;
    }

    /** These, if they are of such refs, or else new ones. */
    static RefFacts of(SourceRefs refs, @Nullable RefFacts last) {
        if (last == null) {
            return new RefFacts(refs, Optional.empty());
        }
        return last.refs.equals(refs) ? last : new RefFacts(refs, Optional.of(new Past(last.refs, last.versions)));
    }

    SourceRefs refs() {
        return refs;
    }

    /** A digest over all names and ids. */
    String digest() {
        String known = digest;
        if (known == null) {
            known = RefDigest.of(refs);
            digest = known;
        }
        return known;
    }

    /** The tags that are versions of a module. */
    VersionTags versions(ModuleLocation location) {
        Optional<VersionTags> known = versions.find(location);
        if (known.isPresent()) {
            return known.get();
        }
        Set<String> names = refs.tags().keySet();
        Optional<VersionTags> before = past.flatMap(last -> last.versions.find(location));
        VersionTags found = before.isPresent()
                ? before.get().changed(location, past.get().refs.tags().keySet(), names)
                : VersionTags.of(location, names);
        versions.keep(location, found);
        return found;
    }

    /**
     * The commits that tags of a module were published from which are on others now.
     *
     * @param published the commits that the tags were published from; the same object as long as they are the same
     */
    Map<String, ObjectId> displaced(ModulePath module, Map<String, ObjectId> published, Work work) throws IOException {
        Optional<Displaced> known = displaced.find(module).filter(last -> last.published.equals(published));
        if (known.isPresent()) {
            return known.get().displaced;
        }
        Map<String, ObjectId> found = work.displaced();
        displaced.keep(module, new Displaced(published, found));
        return found;
    }
}
