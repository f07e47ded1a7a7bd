package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rule that a tag stands where its version was published, wherever it has been moved since: for the version that a
 * branch or another commit has, for the base of a pseudo-version, and for whose go.mod is looked at.
 *
 * <p>It knows the tags of one module. They are looked up when first asked for, by one thread.
 */
final class PublishedTags {
    /**
     * What was found last of a module: a version that is published stays what it is, so as long as their number is the
     * same, so are they.
     */
    record Known(int versions, Map<String, ObjectId> commits) {}

    private final PublishedVersions published;
    private final ModuleLocation location;
    private final BoundedCache<ModulePath, Known> recent;
    private @Nullable Map<String, ObjectId> commits;

    PublishedTags(PublishedVersions published, ModuleLocation location, BoundedCache<ModulePath, Known> recent) {
        this.published = published;
        this.location = location;
        this.recent = recent;
    }

    /** The commit that the version of a tag was published from, if it is a version of the module and was published. */
    Optional<ObjectId> commit(String tag) throws IOException {
        return Optional.ofNullable(commits().get(tag));
    }

    /**
     * The commits by tag. A tag that was published need not be there any more.
     *
     * @return the same map as long as nothing more is published, if the module was asked about recently
     */
    Map<String, ObjectId> commits() throws IOException {
        if (commits == null) {
            commits = find();
        }
        return commits;
    }

    private Map<String, ObjectId> find() throws IOException {
        Map<ModuleVersion, PublishedVersion> versions = published.tagged(location.module());
        // Before they are looked at, as more may be published meanwhile.
        int size = versions.size();
        if (size == 0) {
            return Map.of();
        }
        Optional<Known> known = recent.find(location.module()).filter(last -> last.versions == size);
        if (known.isPresent()) {
            return known.get().commits;
        }
        Map<String, ObjectId> found = new HashMap<>(size * 2);
        versions.forEach((version, content) -> found.put(tag(version), content.commit()));
        recent.keep(location.module(), new Known(size, found));
        return found;
    }

    private String tag(ModuleVersion version) {
        return version.isIncompatible() ? location.revision(version.toString()) : location.tagPrefix() + version;
    }
}
