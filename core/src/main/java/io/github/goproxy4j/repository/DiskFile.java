package io.github.goproxy4j.repository;

import java.io.IOException;
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

/**
 * Opens leases of files on disk, held open: on POSIX systems the bytes stay readable when the name is replaced or deleted.
 *
 * <p>Their tag is not computed from the bytes, which would read a zip twice for each request, but from what changes with
 * them: identity, size, and the times of the last write and the last change of status.
 */
final class DiskFile {
    private static final int ATTEMPTS = 3;

    private DiskFile() {}

    static ModuleFile open(Path file) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // Before opening, because opening a pipe waits for somebody to write to it.
            BasicFileAttributes expected = attributes(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            try {
                // After opening, because what the name means now need not be what the channel reads.
                BasicFileAttributes now = attributes(file);
                if (tag(file, expected).equals(tag(file, now)) && channel.size() == now.size()) {
                    return new ChannelFile(
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
}
