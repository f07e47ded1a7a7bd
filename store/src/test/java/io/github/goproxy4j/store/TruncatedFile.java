package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A file that has lost its end and does not know. */
record TruncatedFile(ModuleFile whole, int length) implements ModuleFile {
    @Override
    public OptionalLong size() {
        return whole.size();
    }

    @Override
    public Optional<StrongTag> tag() {
        return whole.tag();
    }

    @Override
    public Optional<Instant> lastModified() {
        return whole.lastModified();
    }

    @Override
    public Optional<Path> path() {
        return Optional.empty();
    }

    @Override
    public InputStream openStream(long from) throws IOException {
        try (InputStream in = whole.openStream(0)) {
            return new ByteArrayInputStream(in.readNBytes(length));
        }
    }

    @Override
    public void close() {
        whole.close();
    }
}
