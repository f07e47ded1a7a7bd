package io.github.goproxy4j.quickstart;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the server has opened and closes when it ends, last opened first; each once, on any thread. */
final class Resources implements AutoCloseable {
    /** Something to close. */
    @FunctionalInterface
    interface Resource {
        void close() throws IOException;
    }

    private final Deque<Resource> opened = new ArrayDeque<>();
    private boolean closed;

    /** Takes charge of a resource; what is opened while the server already ends is closed at once. */
    synchronized void add(Resource resource) throws IOException {
        if (closed) {
            resource.close();
        } else {
            opened.push(resource);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        IOException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
