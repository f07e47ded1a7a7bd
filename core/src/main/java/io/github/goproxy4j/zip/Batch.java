package io.github.goproxy4j.zip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some small files of a zip, next to one another, that one task compresses. It is filled by the thread that makes the zip,
 * and not changed any more once the task is handed in.
 */
final class Batch {
    private static final long MAX_BYTES = 1 << 18;
    private static final int MAX_FILES = 1 << 7;

    private final List<Item> items = new ArrayList<>();
    private long weight;

    /** A file, and its content if it has been read. */
    private record Item(
            PlannedFile file,
            @SuppressWarnings("ArrayRecordComponent") byte @Nullable [] content) {}

    /**
     * What a batch has become.
     *
     * @param digests of each file in turn
     * @param data the deflate data of the files, one behind the other from the front of the array
     */
    record Compressed(
            List<FileDigest> digests,
            @SuppressWarnings("ArrayRecordComponent") byte[] data) {}

    /** Whether a file goes into this batch, and not into the next one. */
    boolean hasRoomFor(PlannedFile file) {
        return items.isEmpty() || (weight + file.weight() <= MAX_BYTES && items.size() < MAX_FILES);
    }

    /** Adds a file, which is read at once if no other thread may open it and it is not expected to be copied. */
    void add(PlannedFile file) throws IOException {
        boolean isLeftToTask = file.copy() != null || file.file().isConcurrent();
        items.add(new Item(file, isLeftToTask ? null : read(file)));
        weight += file.weight();
    }

    private static byte[] read(PlannedFile file) throws IOException {
        byte[] content = new byte[(int) file.size()];
        ExactRead.whole(file.file(), content.length, content);
        return content;
    }

    /** How many bytes it, or what it becomes, holds in memory, or more. */
    long weight() {
        return weight;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    List<PlannedFile> files() {
        return items.stream().map(Item::file).toList();
    }

    /** Compresses the files on the thread that makes the zip. */
    Compressed compressHere(int level) throws IOException {
        List<FileDigest> digests = new ArrayList<>(items.size());
        try (Compressor compressor = compressor(level)) {
            for (Item item : items) {
                digests.add(compressor.add(item.content() == null ? read(item.file()) : item.content()));
            }
            return new Compressed(digests, compressor.data());
        }
    }

    /**
     * Compresses the files on any thread.
     *
     * @return empty if only the thread that makes the zip can do it: a copy is damaged, of a file no other thread may open
     */
    Optional<Compressed> compress(int level, ZipWorkers.Lane lane) throws IOException {
        List<FileDigest> digests = new ArrayList<>(items.size());
        try (Compressor compressor = compressor(level)) {
            for (Item item : items) {
                if (lane.isClosed()) {
                    throw new IOException("nobody waits for the zip any more");
                }
                Optional<FileDigest> digest = item.content() == null
                        ? compressor.add(item.file())
                        : Optional.of(compressor.add(item.content()));
                if (digest.isEmpty()) {
                    return Optional.empty();
                }
                digests.add(digest.get());
            }
            return Optional.of(new Compressed(digests, compressor.data()));
        }
    }

    private Compressor compressor(int level) {
        return new Compressor(level, (int) Math.min(weight, MAX_BYTES));
    }
}
