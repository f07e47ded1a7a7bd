package io.github.goproxy4j.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lease of what an open channel reads; closing the lease closes the channel. */
final class ChannelFile implements ModuleFile {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelFile.class);

    private final FileChannel channel;
    private final long size;
    private final StrongTag tag;
    private final Instant lastModified;

    ChannelFile(FileChannel channel, long size, StrongTag tag, Instant lastModified) {
        this.channel = channel;
        this.size = size;
        this.tag = tag;
        this.lastModified = lastModified;
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(size);
    }

    @Override
    public Optional<StrongTag> tag() {
        return Optional.of(tag);
    }

    @Override
    public Optional<Instant> lastModified() {
        return Optional.of(lastModified);
    }

    /** Empty: the file may have no name, or its name may come to mean another file while the lease lasts. */
    @Override
    public Optional<Path> path() {
        return Optional.empty();
    }

    @Override
    public InputStream openStream(long from) {
        return new ChannelInputStream(channel, from, size);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("closing a module file failed", e);
        }
    }
}
