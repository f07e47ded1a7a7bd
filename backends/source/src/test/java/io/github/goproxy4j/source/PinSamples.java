package io.github.goproxy4j.source;

import io.github.goproxy4j.zip.ModuleHash;
import java.time.Instant;
import java.util.Optional;

/** Published versions to record. */
final class PinSamples {
    static final ModuleHash MOD = ModuleHash.ofGoMod(MemoryRepository.bytes("a mod"));
    static final ModuleHash ZIP = ModuleHash.ofGoMod(MemoryRepository.bytes("a zip"));
    static final Instant TIME = Instant.parse("2020-01-02T03:04:05Z");

    private PinSamples() {}

    /** A version of which no zip has been made. */
    static PublishedVersion published(String commit) {
        return new PublishedVersion(RepositoryStory.id(commit), TIME, MOD, Optional.empty());
    }

    static PublishedVersion withZip(String commit) {
        return new PublishedVersion(RepositoryStory.id(commit), TIME, MOD, Optional.of(ZIP));
    }
}
