package io.github.goproxy4j.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease of a file on disk, held open: on POSIX systems the bytes stay readable when the name is replaced or deleted.
 *
 * <p>Its tag is not computed from the bytes, which would read a zip twice for each request, but from what changes with
 * them: identity, size, and the times of the last write and the last change of status.
 */
final class DiskFile implements ModuleFile {
    private static final Logger LOG = LoggerFactory.getLogger(DiskFile.class);
    private static final int ATTEMPTS = 3;

    private final FileChannel channel;
    private final long size;
    private final StrongTag tag;
    private final Instant lastModified;

    private DiskFile(FileChannel channel, long size, StrongTag tag, Instant lastModified) {
        this.channel = channel;
        this.size = size;
        this.tag = tag;
        this.lastModified = lastModified;
    }

    static DiskFile open(Path file) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // Before opening, because opening a pipe waits for somebody to write to it.
            BasicFileAttributes expected = attributes(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            try {
                // After opening, because what the name means now need not be what the channel reads.
                BasicFileAttributes now = attributes(file);
                if (tag(file, expected).equals(tag(file, now)) && channel.size() == now.size()) {
                    return new DiskFile(
                            channel,
                            now.size(),
                            tag(file, now),
                            now.lastModifiedTime().toInstant());
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
        throw new FileSystemException(file.toString(), null, "is being written to");
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        return attributes;
    }

    private static StrongTag tag(Path file, BasicFileAttributes attributes) throws IOException {
        String identity = attributes.fileKey() + " " + attributes.size() + " "
                + attributes.lastModifiedTime().toInstant() + " " + statusChange(file);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return StrongTag.ofDigest(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The time that a program cannot set back, where the file system has one. */
    private static String statusChange(Path file) throws IOException {
        try {
            return ((FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)).toString();
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return "";
        }
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

    /** Empty: the name may come to mean another file while the lease lasts. */
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
