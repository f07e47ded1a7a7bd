package io.github.goproxy4j.repository;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A lease of bytes on the heap; there is nothing to free. */
final class BytesFile implements ModuleFile {
    private final byte[] bytes;
    private final StrongTag tag;

    BytesFile(byte[] bytes) {
        this.bytes = bytes;
        this.tag = StrongTag.of(bytes);
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public Optional<StrongTag> tag() {
        return Optional.of(tag);
    }

    @Override
    public Optional<Instant> lastModified() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> path() {
        return Optional.empty();
    }

    @Override
    public InputStream openStream(long from) {
        int start = Math.toIntExact(Objects.checkIndex(from, bytes.length + 1L));
        return new ByteArrayInputStream(bytes, start, bytes.length - start);
    }

    @Override
    public void close() {}
}
