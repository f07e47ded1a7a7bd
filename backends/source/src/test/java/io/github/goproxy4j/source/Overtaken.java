package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Published versions for a request that another one overtakes, just before it publishes for the first time. */
final class Overtaken implements PublishedVersions {
    /** What the other request does. */
    interface Other {
        void run() throws Exception;
    }

    private final PublishedVersions published;
    private final Other other;
    private final AtomicBoolean done = new AtomicBoolean();

    Overtaken(PublishedVersions published, Other other) {
        this.published = published;
        this.other = other;
    }

    @Override
    public Optional<PublishedVersion> find(ModuleId id) throws IOException {
        return published.find(id);
    }

    @Override
    public Map<ModuleVersion, PublishedVersion> tagged(ModulePath module) throws IOException {
        return published.tagged(module);
    }

    @Override
    public PublishedVersion publish(ModuleId id, PublishedVersion version) throws IOException {
        if (!done.getAndSet(true)) {
            try {
                other.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return published.publish(id, version);
    }
}
