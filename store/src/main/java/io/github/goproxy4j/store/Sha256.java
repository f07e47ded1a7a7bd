package io.github.goproxy4j.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that says whether the bytes of a file are still those that were put there, in hexadecimal digits. */
final class Sha256 {
    private static final int BLOCK = 1 << 16;

    private Sha256() {}

    /** Told of each block that has been read, and may wait before it lets the next one be read. */
    interface Pace {
        Pace NONE = bytes -> {};

        /**
         * Tells of a block.
         *
         * @param bytes its length
         * @throws IOException if the rest is not to be read
         */
        void read(int bytes) throws IOException;
    }

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    static String of(Path file) throws IOException {
        return of(file, Pace.NONE);
    }

    static String of(Path file, Pace pace) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = digest();
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            for (int count = channel.read(block); count >= 0; count = channel.read(block)) {
                digest.update(block.flip());
                block.clear();
                pace.read(count);
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    static String of(InputStream in) throws IOException {
        MessageDigest digest = digest();
        byte[] block = new byte[BLOCK];
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
            digest.update(block, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
