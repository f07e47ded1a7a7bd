package io.github.goproxy4j.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** The library's writer of zips, set up for module zips whose contents come compressed. One thread uses it. */
final class RawArchive extends ZipArchiveOutputStream {
    /**
     * The first time that a zip can say. Go writes zero, which the library cannot; without a time it takes the clock's. It
     * is a local time, so that every zone has the same bytes.
     */
    private static final LocalDateTime FIRST_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private @Nullable Supplier<FileDigest> awaited;
    private @Nullable FileDigest found;
    private long dataEnd;

    /** What an entry has become. */
    record Added(FileDigest digest, long offset) {}

    RawArchive(OutputStream out) {
        super(out);
        // Names that are not ASCII are written as UTF-8, and only those are flagged so, as Go does.
        setEncoding("US-ASCII");
        setFallbackToUTF8(true);
        setCreateUnicodeExtraFields(UnicodeExtraFieldPolicy.NEVER);
        setUseZip64(Zip64Mode.AsNeeded);
    }

    /** Adds a file whose sizes are known. */
    Added add(String name, FileDigest known, InputStream data) throws IOException {
        ZipArchiveEntry entry = entry(name);
        describe(entry, known);
        addRawArchiveEntry(entry, data);
        return new Added(known, getBytesWritten() - known.compressedSize());
    }

    /**
     * Adds a file whose sizes are known only when its data have been read: they follow the data.
     *
     * @param digest asked once, at the end of the data
     */
    Added add(String name, Supplier<FileDigest> digest, InputStream data) throws IOException {
        awaited = digest;
        addRawArchiveEntry(entry(name), data);
        FileDigest known = Objects.requireNonNull(found, "the library writes what follows the data");
        return new Added(known, dataEnd - known.compressedSize());
    }

    private static ZipArchiveEntry entry(String name) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setMethod(DEFLATED);
        entry.setTimeLocal(FIRST_TIME);
        return entry;
    }

    private static void describe(ZipArchiveEntry entry, FileDigest digest) {
        entry.setSize(digest.size());
        entry.setCompressedSize(digest.compressedSize());
        entry.setCrc(Integer.toUnsignedLong(digest.crc32()));
    }

    @Override
    protected void writeDataDescriptor(ZipArchiveEntry entry) throws IOException {
        if (awaited != null) {
            FileDigest digest = awaited.get();
            awaited = null;
            found = digest;
            dataEnd = getBytesWritten();
            describe(entry, digest);
        }
        super.writeDataDescriptor(entry);
    }

    /** Frees what the library's compressor holds outside the heap; closing would finish or fail, and close the stream below. */
    void free() {
        def.end();
    }
}
