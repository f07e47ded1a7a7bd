package io.github.goproxy4j.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read from a file, and whether it is still what a file with this stamp holds.
 *
 * <p>A file that changes twice within one tick of the clock of file times has the same stamp each time. So the stamp of what
 * was read soon after it was first seen proves nothing, and the file is read once more: a racily clean file, as git has it.
 * Only differences of a clock that never goes back are looked at; it need not agree with the one of the files.
 *
 * @param stamp the file's stamp, taken before it was read
 * @param since when that stamp was first seen, in the nanoseconds of the clock
 * @param settled whether the file was read so long after that another change would have another stamp
 * @param value what was read
 */
record Seen<T>(FileStamp stamp, long since, boolean settled, T value) {
    /** Reads a file, of which it is given what was read before. */
    interface Reading<T> {
        T read(Path file, @Nullable T before) throws IOException;
    }

    /**
     * Looks at a file, and reads it if it may have changed.
     *
     * @param before what was seen of it last
     * @param stamp its stamp now
     * @param start a time before that stamp was taken
     */
    static <T> Seen<T> of(
            @Nullable Seen<T> before, Path file, FileStamp stamp, long start, LongSupplier clock, Reading<T> reading)
            throws IOException {
        if (before == null) {
            return new Seen<>(stamp, clock.getAsLong(), false, reading.read(file, null));
        }
        if (!before.stamp.equals(stamp)) {
            return new Seen<>(stamp, clock.getAsLong(), false, reading.read(file, before.value));
        }
        if (before.settled) {
            return before;
        }
        boolean settled = start - before.since >= stamp.settlesIn();
        return new Seen<>(stamp, before.since, settled, reading.read(file, before.value));
    }
}
