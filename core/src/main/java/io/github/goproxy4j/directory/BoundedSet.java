package io.github.goproxy4j.directory;

import java.util.LinkedHashMap;
import java.util.Map;

/** A thread-safe set that forgets what was not asked for the longest time when it gets too large. */
final class BoundedSet<E> {
    private final Map<E, Boolean> elements;

    BoundedSet(int capacity) {
        this.elements = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<E, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Adds an element and tells whether it is new. */
    synchronized boolean add(E element) {
        return elements.put(element, Boolean.TRUE) == null;
    }

    /** Tells whether an element is known. */
    synchronized boolean contains(E element) {
        return elements.get(element) != null;
    }
}
