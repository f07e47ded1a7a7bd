package io.github.goproxy4j.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What has been learnt about objects that never change; of more than its capacity it forgets what was not asked for
 * longest. Thread-safe.
 */
final class BoundedCache<K, V> {
    private final Map<K, V> values;

    BoundedCache(int capacity) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void keep(K key, V value) {
        values.put(key, value);
    }
}
