package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.module.ModuleId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;

/**
 * A module zip that can be written: Go's rules accept its files, and their lengths are known.
 *
 * <p>It is used by one thread at a time, as long as the files can be read; closing it gives back the zips made before that
 * parts are copied from.
 */
public final class ZipPlan implements AutoCloseable {
    /** The length of a name is a 16-bit field in a zip. */
    private static final int MAX_NAME_BYTES = 0xffff;

    /** The headers of an entry, what follows its data, and its line in the directory: with room for fields of 64 bits. */
    private static final long ENTRY_BYTES = 30 + 24 + 46 + 32;

    private static final long END_BYTES = 22 + 76;

    private final ModuleId id;
    private final List<PlannedFile> files;
    private final Neighbours neighbours;
    private final int level;
    private final long contentBytes;
    private final long maxZipBytes;

    private ZipPlan(ModuleId id, List<PlannedFile> files, Neighbours neighbours, int level) throws InvalidZipException {
        this.id = id;
        this.files = files;
        this.neighbours = neighbours;
        this.level = level;
        long content = 0;
        long zip = END_BYTES;
        for (PlannedFile file : files) {
            int name = GoText.encode(name(id, file)).length;
            if (name > MAX_NAME_BYTES) {
                throw new InvalidZipException(GoText.quote(file.file().path()) + ": file name too long");
            }
            content += file.size();
            zip += DeflateBound.of(file.size()) + ENTRY_BYTES + 2L * name;
        }
        this.contentBytes = content;
        this.maxZipBytes = zip;
    }

    static ZipPlan of(ModuleId id, Collection<? extends SourceFile> files, ZipOptions options)
            throws InvalidZipException, IOException {
        Neighbours neighbours = Neighbours.of(id, options.reuse());
        boolean planned = false;
        try {
            SourceCheck.Result checked = SourceCheck.check(files, neighbours);
            checked.report().requireValid();
            ZipPlan plan = new ZipPlan(id, checked.valid(), neighbours, options.level());
            planned = true;
            return plan;
        } finally {
            if (!planned) {
                neighbours.close();
            }
        }
    }

    /** The name of a file in the zip. */
    static String name(ModuleId id, PlannedFile file) {
        return id + "/" + file.file().path();
    }

    /**
     * Returns the length of all files together.
     *
     * @return the number of bytes
     */
    public long contentBytes() {
        return contentBytes;
    }

    /**
     * Returns a length that the zip cannot exceed, however badly its files can be compressed.
     *
     * @return the number of bytes
     */
    public long maxZipBytes() {
        return maxZipBytes;
    }

    /**
     * Writes the zip.
     *
     * @param out receives the zip, on the calling thread; not closed. If this throws, what it has received is no readable zip
     * @return the hash of the zip, and where in it the files are that have a {@linkplain SourceFile#content() content id}
     * @throws InvalidZipException if the compressed size turns out to be too large
     * @throws IOException if a file cannot be read, has another length than it said, {@code out} fails, or the thread is
     *     interrupted; no file is being read any more then
     */
    public ZipParts write(OutputStream out) throws InvalidZipException, IOException {
        return ZipWriter.write(id, files, level, out);
    }

    /** Gives back the zips made before. */
    @Override
    public void close() {
        neighbours.close();
    }
}
