package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.source.PublishedVersion;
import io.github.goproxy4j.source.PublishedVersions;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Published versions that record nothing until the server serves: what it has asked itself before, to say what it has, was
 * shown to nobody.
 *
 * @param versions where to record
 * @param serving whether there may be clients
 */
record PublishedToClients(PublishedVersions versions, BooleanSupplier serving) implements PublishedVersions {
    @Override
    public Optional<PublishedVersion> find(ModuleId id) throws IOException {
        return versions.find(id);
    }

    @Override
    public Map<ModuleVersion, PublishedVersion> tagged(ModulePath module) throws IOException {
        return versions.tagged(module);
    }

    @Override
    public PublishedVersion publish(ModuleId id, PublishedVersion version) throws IOException {
        return serving.getAsBoolean()
                ? versions.publish(id, version)
                : versions.find(id).map(first -> first.completedBy(version)).orElse(version);
    }
}
