package io.github.goproxy4j.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.LargeObjectException;

/** Reads with JGit so that a broken repository always is an {@code IOException}: JGit throws many things. */
final class Guarded {
    private Guarded() {}

    interface Read<T> {
        T read() throws IOException;
    }

    static <T> T read(Read<T> read) throws IOException {
        try {
            return read.read();
        } catch (LargeObjectException e) {
            throw new IOException("a git object does not fit into the heap", e);
        } catch (JGitInternalException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | IllegalStateException e) {
            throw new IOException("the git repository cannot be read", e);
        }
    }

    /** Opens a stream whose reads are guarded like its opening. */
    static InputStream stream(Read<InputStream> open) throws IOException {
        return new GuardedStream(read(open));
    }

    private static final class GuardedStream extends FilterInputStream {
        GuardedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return Guarded.read(in::read);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return Guarded.read(() -> in.read(target, offset, length));
        }

        @Override
        public void close() throws IOException {
            Guarded.read(() -> {
                in.close();
                return true;
            });
        }
    }
}
