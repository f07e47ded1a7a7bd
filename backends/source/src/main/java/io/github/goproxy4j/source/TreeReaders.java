package io.github.goproxy4j.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A tree that is opened as often as threads read it at once, if it can be. What reads the files is thread-safe then; the
 * thread that closes it must be the only one left.
 */
final class TreeReaders implements AutoCloseable {
    private final SourceTree tree;
    private boolean isConcurrent;
    private final Queue<SourceTree> opened = new ConcurrentLinkedQueue<>();
    private final Deque<SourceTree> idle = new ConcurrentLinkedDeque<>();

    /** Owns the tree from then on. */
    TreeReaders(SourceTree tree) {
        this.tree = tree;
    }

    /** Lists the entries, and finds out whether several threads may read them; before anything else. */
    List<SourceEntry> entries() throws IOException {
        List<SourceEntry> entries = tree.entries();
        Optional<SourceTree> first = tree.fork();
        isConcurrent = first.isPresent();
        if (isConcurrent) {
            opened.add(first.get());
            idle.push(first.get());
        }
        return entries;
    }

    /** The tree itself, for the thread that opened it. */
    SourceTree tree() {
        return tree;
    }

    boolean isConcurrent() {
        return isConcurrent;
    }

    InputStream open(SourceEntry entry) throws IOException {
        if (!isConcurrent) {
            return tree.export(entry);
        }
        SourceTree reader = take();
        boolean open = false;
        try {
            InputStream in = new Returning(reader.export(entry), reader);
            open = true;
            return in;
        } finally {
            if (!open) {
                idle.push(reader);
            }
        }
    }

    private SourceTree take() throws IOException {
        SourceTree reader = idle.poll();
        if (reader == null) {
            reader = tree.fork().orElseThrow(() -> new IOException("a tree that cannot be opened once more"));
            opened.add(reader);
        }
        return reader;
    }

    @Override
    public void close() {
        opened.forEach(SourceTree::close);
        tree.close();
    }

    /** Gives its reader back, once. */
    private final class Returning extends FilterInputStream {
        private final SourceTree reader;
        private final AtomicBoolean closed = new AtomicBoolean();

        Returning(InputStream in, SourceTree reader) {
            super(in);
            this.reader = reader;
        }

        @Override
        public void close() throws IOException {
            if (closed.compareAndSet(false, true)) {
                try {
                    super.close();
                } finally {
                    idle.push(reader);
                }
            }
        }
    }
}
