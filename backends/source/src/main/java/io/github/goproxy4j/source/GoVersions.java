package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleAccessException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Go's version list of a module: what its tags name, and the {@code +incompatible} versions that are included. */
final class GoVersions implements TaggedVersions {
    private final RefSnapshot refs;
    private final IncompatibleVersions incompatible;

    GoVersions(RefSnapshot refs, IncompatibleVersions incompatible) {
        this.refs = refs;
        this.incompatible = incompatible;
    }

    @Override
    public List<ModuleVersion> list() throws ModuleAccessException, IOException {
        VersionTags tags = refs.versions();
        List<ModuleVersion> versions = new ArrayList<>(tags.compatible());
        versions.addAll(incompatible.of(tags));
        return versions;
    }
}
