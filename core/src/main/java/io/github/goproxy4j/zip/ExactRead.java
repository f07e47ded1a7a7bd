package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import java.io.IOException;
import java.io.InputStream;

/** Reads a file that must have the length it was checked with, having asked for one byte more. */
final class ExactRead {
    private ExactRead() {}

    /** Reads the whole file into the front of a buffer. */
    static void whole(SourceFile file, int size, byte[] target) throws IOException {
        try (InputStream in = file.open()) {
            next(file, in, target, 0, size);
            end(file, in);
        }
    }

    /** Reads as many bytes as must still be there. */
    static void next(SourceFile file, InputStream in, byte[] target, int offset, int length) throws IOException {
        if (in.readNBytes(target, offset, length) < length) {
            throw wrongSize(file, "smaller");
        }
    }

    /** Requires that there are no more. */
    static void end(SourceFile file, InputStream in) throws IOException {
        if (in.read() >= 0) {
            throw wrongSize(file, "larger");
        }
    }

    private static IOException wrongSize(SourceFile file, String how) {
        return new IOException("file " + GoText.quote(file.path()) + " is " + how + " than its declared size");
    }
}
