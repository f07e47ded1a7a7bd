package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Files that are small enough for the heap. */
final class SmallFile {
    /** Stands for a file that is not: it is known of it that it must be opened each time. */
    static final ModuleBytes LARGE = ModuleBytes.of(new byte[0]);

    private SmallFile() {}

    /** The content, or empty if it is longer; waits for a file that is being made until it is longer. */
    static Optional<byte[]> read(ModuleFile file, int limit) throws IOException {
        if (file.size().orElse(0) > limit) {
            return Optional.empty();
        }
        try (InputStream in = file.openStream(0)) {
            byte[] bytes = in.readNBytes(limit + 1);
            return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
        }
    }

    static ModuleBytes orLarge(ModuleFile file, int limit) throws IOException {
        return read(file, limit).map(ModuleBytes::of).orElse(LARGE);
    }

    static byte[] bytes(ModuleBytes content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.size());
        try (ModuleFile lease = content.lease()) {
            lease.copyTo(out, 0, content.size());
        }
        return out.toByteArray();
    }
}
