package io.github.goproxy4j.source;

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
    private final PublishedVersions published;
    private final ModuleLocation location;
    private @Nullable Map<String, ObjectId> commits;

    PublishedTags(PublishedVersions published, ModuleLocation location) {
        this.published = published;
        this.location = location;
    }

    /** The commit that the version of a tag was published from, if it is a version of the module and was published. */
    Optional<ObjectId> commit(String tag) throws IOException {
        return Optional.ofNullable(commits().get(tag));
    }

    /** The commits by tag. A tag that was published need not be there any more. */
    Map<String, ObjectId> commits() throws IOException {
        if (commits == null) {
            Map<ModuleVersion, PublishedVersion> versions = published.tagged(location.module());
            Map<String, ObjectId> found = new HashMap<>(versions.size() * 2);
            versions.forEach((version, content) -> found.put(tag(version), content.commit()));
            commits = found;
        }
        return commits;
    }

    private String tag(ModuleVersion version) {
        return version.isIncompatible() ? location.revision(version.toString()) : location.tagPrefix() + version;
    }
}
