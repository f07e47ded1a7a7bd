package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.ZipParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * A lease of a file that is being copied into a store, with a lease of the original: when the store cannot take it, what is
 * not read yet comes from there. The bytes are the same.
 */
final class CopiedFile implements ModuleFile {
    private final ModuleFile copy;
    private final ModuleFile original;
    private final BooleanSupplier copyIsLost;

    /**
     * Joins two leases.
     *
     * @param copy the copy in the making
     * @param original what is copied
     * @param copyIsLost whether the copy has failed for a reason that the original has no part in; once it is made, never
     */
    CopiedFile(ModuleFile copy, ModuleFile original, BooleanSupplier copyIsLost) {
        this.copy = copy;
        this.original = original;
        this.copyIsLost = copyIsLost;
    }

    private ModuleFile file() {
        return copyIsLost.getAsBoolean() ? original : copy;
    }

    @Override
    public OptionalLong size() {
        return file().size();
    }

    @Override
    public Optional<StrongTag> tag() {
        return file().tag();
    }

    @Override
    public Optional<Instant> lastModified() {
        return file().lastModified();
    }

    @Override
    public Optional<Path> path() {
        return file().path();
    }

    @Override
    public Optional<ZipParts> parts() {
        return file().parts();
    }

    @Override
    public void checkUnchanged() throws IOException {
        file().checkUnchanged();
    }

    @Override
    public void awaitSize() throws IOException {
        try {
            copy.awaitSize();
        } catch (IOException e) {
            if (!copyIsLost.getAsBoolean()) {
                throw e;
            }
            original.awaitSize();
        }
    }

    @Override
    public InputStream openStream(long from) throws IOException {
        return copyIsLost.getAsBoolean() ? original.openStream(from) : new SwitchingStream(copy.openStream(from), from);
    }

    @Override
    public void close() {
        copy.close();
        original.close();
    }

    private final class SwitchingStream extends InputStream {
        private InputStream in;
        private long position;
        private boolean switched;

        SwitchingStream(InputStream in, long position) {
            this.in = in;
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            int count;
            try {
                count = in.read(target, offset, length);
            } catch (IOException e) {
                if (switched || !copyIsLost.getAsBoolean()) {
                    throw e;
                }
                switched = true;
                in.close();
                in = original.openStream(position);
                count = in.read(target, offset, length);
            }
            position += Math.max(count, 0);
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
