package io.github.goproxy4j.source;

import io.github.goproxy4j.zip.SourceFile;
import io.github.goproxy4j.zip.ZipLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The rule that a module in a sub-directory without a {@code LICENSE} gets the one of the repository's root.
 *
 * <p>Only that name counts; the content is the one that was committed, without conversion, and a symbolic link's is its
 * target. Source: {@code (*codeRepo).Zip} in {@code cmd/go/internal/modfetch}.
 */
final class InheritedLicense implements SourceFile {
    static final String NAME = "LICENSE";

    private final byte[] bytes;

    private InheritedLicense(byte[] bytes) {
        this.bytes = bytes;
    }

    static Optional<SourceFile> of(SourceRepository source, ObjectId commit) throws IOException {
        Optional<SourceEntry> entry =
                source.find(commit, NAME).filter(found -> found.kind() != SourceEntry.Kind.SUBMODULE);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = source.open(entry.get())) {
            // One byte too many is enough for the zip's own rule to refuse it.
            return Optional.of(new InheritedLicense(in.readNBytes(Math.toIntExact(ZipLimits.MAX_LICENSE_BYTES + 1))));
        }
    }

    @Override
    public String path() {
        return NAME;
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
        return new ByteArrayInputStream(bytes);
    }
}
