package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * GitLab's version list of a module: the tags of its major version on whose commits it is.
 *
 * <p>Other than Go's it looks into every commit, once. GitLab also lists tags with a build and tags that look like
 * pseudo-versions; Go refuses both. Source: {@code app/finders/packages/go/version_finder.rb}.
 */
final class GitLabVersions implements TaggedVersions {
    private final ModuleLocation location;
    private final RefSnapshot refs;
    private final ModuleDirectories directories;
    private final BoundedCache<ModuleAtCommit, Boolean> looked;

    GitLabVersions(
            ModuleLocation location,
            RefSnapshot refs,
            ModuleDirectories directories,
            BoundedCache<ModuleAtCommit, Boolean> looked) {
        this.location = location;
        this.refs = refs;
        this.directories = directories;
        this.looked = looked;
    }

    @Override
    public List<ModuleVersion> list() throws IOException {
        List<ModuleVersion> versions = new ArrayList<>();
        for (ModuleVersion version : VersionTags.of(location, refs.tags()).compatible()) {
            if (isServed(version)) {
                versions.add(version);
            }
        }
        return versions;
    }

    private boolean isServed(ModuleVersion version) throws IOException {
        try {
            Optional<Commit> commit = refs.tag(version.toString());
            return commit.isPresent() && isThere(commit.get().id(), version);
        } catch (SourceLimitException e) {
            // It would be refused, and the others would not.
            return false;
        }
    }

    private boolean isThere(ObjectId commit, ModuleVersion version) throws IOException {
        ModuleAtCommit place = new ModuleAtCommit(commit, location.module());
        Optional<Boolean> known = looked.find(place);
        if (known.isEmpty()) {
            known = Optional.of(look(commit, version));
            looked.keep(place, known.get());
        }
        return known.get();
    }

    private boolean look(ObjectId commit, ModuleVersion version) throws IOException {
        try {
            directories.find(commit, version.toString());
            return true;
        } catch (ModuleAccessException | SourceLimitException refused) {
            return false;
        }
    }
}
