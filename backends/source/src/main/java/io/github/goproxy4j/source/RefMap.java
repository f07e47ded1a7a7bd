package io.github.goproxy4j.source;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ids that refs hold, by name and in the order of the names: for a {@link SourceRepository} that has tens of thousands
 * of them and reads them anew after each change. Immutable.
 */
public final class RefMap extends AbstractMap<String, ObjectId> {
    private static final RefMap EMPTY = new RefMap(new String[0], new ObjectId[0]);

    private final String[] names;
    private final ObjectId[] ids;

    /** The places of the names, one higher, by hash code; made when a name is first looked up. */
    private volatile int @Nullable [] table;

    private RefMap(String[] names, ObjectId[] ids) {
        this.names = names;
        this.ids = ids;
    }

    /**
     * Copies a map.
     *
     * @param refs ids by name
     * @return the same ids; the map itself where it is one of these already
     */
    public static RefMap copyOf(Map<String, ObjectId> refs) {
        if (refs instanceof RefMap map) {
            return map;
        }
        Builder builder = builder();
        refs.forEach(builder::add);
        return builder.build();
    }

    /**
     * Starts a map.
     *
     * @return a builder without refs
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects refs; quickest where they come in ascending order. One thread uses it. */
    public static final class Builder {
        private String[] names = new String[16];
        private ObjectId[] ids = new ObjectId[16];
        private int size;
        private boolean ascending = true;

        private Builder() {}

        /**
         * Adds a ref. Of two with one name the later one counts.
         *
         * @param name the name
         * @param id the id that it holds
         */
        public void add(String name, ObjectId id) {
            Objects.requireNonNull(id);
            ascending = ascending && (size == 0 || names[size - 1].compareTo(name) < 0);
            if (size == names.length) {
                names = Arrays.copyOf(names, 2 * size);
                ids = Arrays.copyOf(ids, 2 * size);
            }
            names[size] = name;
            ids[size++] = id;
        }

        /**
         * Makes the map.
         *
         * @return the refs that were added
         */
        public RefMap build() {
            if (!ascending) {
                Map<String, ObjectId> sorted = new TreeMap<>();
                for (int i = 0; i < size; i++) {
                    sorted.put(names[i], ids[i]);
                }
                return copyOfAscending(sorted);
            }
            return size == 0 ? EMPTY : new RefMap(Arrays.copyOf(names, size), Arrays.copyOf(ids, size));
        }

        private static RefMap copyOfAscending(Map<String, ObjectId> sorted) {
            Builder builder = builder();
            sorted.forEach(builder::add);
            return builder.build();
        }
    }

    /**
     * Returns these refs with some of them changed.
     *
     * @param changes the ids of the changed ones by name; empty for one that is removed
     * @return the changed refs; this map where nothing changes
     */
    public RefMap with(Map<String, Optional<ObjectId>> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        List<Map.Entry<String, Optional<ObjectId>>> sorted = new ArrayList<>(changes.entrySet());
        sorted.sort(Map.Entry.comparingByKey(Comparator.naturalOrder()));
        Builder builder = builder();
        int next = 0;
        for (Map.Entry<String, Optional<ObjectId>> change : sorted) {
            for (; next < names.length && names[next].compareTo(change.getKey()) < 0; next++) {
                builder.add(names[next], ids[next]);
            }
            if (next < names.length && names[next].equals(change.getKey())) {
                next++;
            }
            change.getValue().ifPresent(id -> builder.add(change.getKey(), id));
        }
        for (; next < names.length; next++) {
            builder.add(names[next], ids[next]);
        }
        return builder.build();
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return find(name) >= 0;
    }

    @Override
    public @Nullable ObjectId get(@Nullable Object name) {
        int place = find(name);
        return place < 0 ? null : ids[place];
    }

    private int find(@Nullable Object name) {
        if (!(name instanceof String text) || names.length == 0) {
            return -1;
        }
        int[] places = table();
        for (int slot = slot(text, places.length); places[slot] != 0; slot = slot + 1 & places.length - 1) {
            if (names[places[slot] - 1].equals(text)) {
                return places[slot] - 1;
            }
        }
        return -1;
    }

    private int[] table() {
        int[] known = table;
        if (known == null) {
            // At most half full, and of a size that is a power of two.
            known = new int[Integer.highestOneBit(names.length) * 4];
            for (int i = 0; i < names.length; i++) {
                int slot = slot(names[i], known.length);
                while (known[slot] != 0) {
                    slot = slot + 1 & known.length - 1;
                }
                known[slot] = i + 1;
            }
            table = known;
        }
        return known;
    }

    private static int slot(String name, int slots) {
        int hash = name.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 16) & slots - 1;
    }

    /** The names in ascending order. */
    @Override
    public Set<String> keySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public boolean contains(@Nullable Object name) {
                return containsKey(name);
            }

            @Override
            public Iterator<String> iterator() {
                return new InOrder<>() {
                    @Override
                    String at(int place) {
                        return names[place];
                    }
                };
            }
        };
    }

    /** The refs in ascending order of their names. */
    @Override
    public Set<Map.Entry<String, ObjectId>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Map.Entry<String, ObjectId>> iterator() {
                return new InOrder<>() {
                    @Override
                    Map.Entry<String, ObjectId> at(int place) {
                        return Map.entry(names[place], ids[place]);
                    }
                };
            }
        };
    }

    private abstract class InOrder<T> implements Iterator<T> {
        private int next;

        abstract T at(int place);

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return at(next++);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RefMap that
                ? Arrays.equals(names, that.names) && Arrays.equals(ids, that.ids)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
