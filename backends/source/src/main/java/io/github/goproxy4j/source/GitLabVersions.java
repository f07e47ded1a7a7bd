package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GitLab's version list of a module: the tags of its major version on whose commits it is.
 *
 * <p>Other than Go's it looks into every commit, once for a module that one of them has. What is learnt of other names is
 * forgotten: anybody can think up as many as they like. GitLab also lists tags with a build and tags that look like
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
        Map<ModuleAtCommit, Boolean> learnt = new HashMap<>();
        for (ModuleVersion version : refs.versions().compatible()) {
            if (isServed(version, learnt)) {
                versions.add(version);
            }
        }
        if (!versions.isEmpty()) {
            learnt.forEach(looked::keep);
        }
        return versions;
    }

    private boolean isServed(ModuleVersion version, Map<ModuleAtCommit, Boolean> learnt) throws IOException {
        try {
            Optional<Commit> commit = refs.tag(version.toString());
            return commit.isPresent() && isThere(commit.get().id(), version, learnt);
        } catch (SourceLimitException e) {
            // It would be refused, and the others would not.
            return false;
        }
    }

    private boolean isThere(ObjectId commit, ModuleVersion version, Map<ModuleAtCommit, Boolean> learnt)
            throws IOException {
        ModuleAtCommit place = new ModuleAtCommit(commit, location.module());
        Optional<Boolean> known = looked.find(place);
        if (known.isPresent()) {
            return known.get();
        }
        boolean there = look(commit, version);
        learnt.put(place, there);
        return there;
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
