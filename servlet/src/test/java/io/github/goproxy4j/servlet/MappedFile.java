package io.github.goproxy4j.servlet;

import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;

/** A lease of a file on disk that is mapped, and that says when it ends. */
record MappedFile(Path file, ByteBuffer content, BlockingQueue<String> closed) implements ModuleFile {
    static MappedFile open(Path file, BlockingQueue<String> closed) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new MappedFile(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), closed);
        }
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(content.limit());
    }

    @Override
    public Optional<StrongTag> tag() {
        return Optional.of(new StrongTag("t"));
    }

    @Override
    public Optional<Instant> lastModified() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> path() {
        return Optional.of(file);
    }

    @Override
    public Optional<ByteBuffer> buffer() {
        return Optional.of(content.duplicate());
    }

    @Override
    public void checkUnchanged() throws IOException {
        if (Files.size(file) != content.limit()) {
            throw new IOException("the file has another length now");
        }
    }

    @Override
    public InputStream openStream(long from) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(from);
        return in;
    }

    @Override
    public void close() {
        closed.add(file.getFileName().toString());
    }
}
