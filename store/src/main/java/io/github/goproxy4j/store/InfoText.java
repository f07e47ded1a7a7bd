package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of a kept {@code .info}, which either the repository published or the server wrote. */
final class InfoText {
    private InfoText() {}

    /** The info as it was when it was kept: one of the server's writing if its writer writes these very bytes. */
    static ModuleInfo read(byte[] json) throws IOException {
        ModuleInfo published = ModuleInfo.published(json);
        return written(published)
                .filter(info -> Arrays.equals(info.toJson(), json))
                .orElse(published);
    }

    private static Optional<ModuleInfo> written(ModuleInfo published) {
        if (published.version().isEmpty() || published.time().isEmpty()) {
            return Optional.empty();
        }
        ModuleVersion version = published.version().get();
        Instant time = published.time().get().toInstant();
        return Optional.of(published
                .origin()
                .map(origin -> ModuleInfo.of(version, time, origin))
                .orElseGet(() -> ModuleInfo.of(version, time)));
    }
}
