package io.github.goproxy4j.zip;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A file in memory with whatever abilities a test gives it; it counts how often it is opened, and is open now. */
final class BytesFile implements SourceFile {
    final byte[] bytes;
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();

    private final String path;
    private final Thread owner = Thread.currentThread();
    private boolean concurrent;
    private Optional<ContentId> content = Optional.empty();
    private Optional<DeflatedContent> deflated = Optional.empty();

    BytesFile(String path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /** Lets other threads open it. */
    BytesFile concurrent() {
        concurrent = true;
        return this;
    }

    BytesFile content(String id) {
        content = Optional.of(new ContentId(id));
        return this;
    }

    BytesFile deflated(DeflatedContent data) {
        deflated = Optional.of(data);
        return this;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Kind kind() {
        return Kind.REGULAR;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        if (!concurrent && Thread.currentThread() != owner) {
            throw new IllegalStateException("opened by another thread");
        }
        opened.incrementAndGet();
        open.incrementAndGet();
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public void close() throws IOException {
                open.decrementAndGet();
                super.close();
            }
        };
    }

    @Override
    public Optional<ContentId> content() {
        return content;
    }

    @Override
    public Optional<DeflatedContent> deflated() {
        return deflated;
    }

    @Override
    public boolean isConcurrent() {
        return concurrent;
    }
}
