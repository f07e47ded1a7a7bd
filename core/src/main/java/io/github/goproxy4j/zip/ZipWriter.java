package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.module.ModuleId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes checked files as a module zip, and computes its hash on the way.
 *
 * <p>Entries are deflated, in the order of the files, without directories, dates or attributes, so the same files give the
 * same bytes on one Java runtime. Memory is needed for names, never for contents.
 */
final class ZipWriter {
    private static final int CHUNK = 1 << 16;

    /** The length of a name is a 16-bit field in a zip. */
    private static final int MAX_NAME_BYTES = 0xffff;

    private final String prefix;
    private final Archive archive;
    private final Hash1 hash = new Hash1();
    private final byte[] chunk = new byte[CHUNK];

    private ZipWriter(ModuleId id, Archive archive) {
        this.prefix = id + "/";
        this.archive = archive;
    }

    /** Writes the files; the stream is not closed, and holds no readable zip if this throws. */
    static ModuleHash write(ModuleId id, List<SourceCheck.Sized> files, OutputStream out)
            throws InvalidZipException, IOException {
        LimitedOutput limited = new LimitedOutput(out, ZipLimits.MAX_ZIP_BYTES);
        Archive archive = new Archive(limited);
        try {
            ModuleHash hash = new ZipWriter(id, archive).write(files);
            archive.finish();
            limited.flush();
            return hash;
        } catch (LimitedOutput.FullException e) {
            throw new InvalidZipException(
                    "module zip file is too large (limit is " + ZipLimits.MAX_ZIP_BYTES + " bytes)");
        } finally {
            archive.free();
        }
    }

    private ModuleHash write(List<SourceCheck.Sized> files) throws InvalidZipException, IOException {
        for (SourceCheck.Sized file : files) {
            String name = prefix + file.file().path();
            if (GoText.encode(name).length > MAX_NAME_BYTES) {
                throw new InvalidZipException(GoText.quote(file.file().path()) + ": file name too long");
            }
            ZipArchiveEntry entry = new Undated(name);
            entry.setMethod(ZipArchiveOutputStream.DEFLATED);
            entry.setSize(file.size());
            archive.putArchiveEntry(entry);
            hash.add(name, copy(file));
            archive.closeArchiveEntry();
        }
        return hash.finish();
    }

    /** Copies exactly the length that was checked, having asked for one byte more; answers with the SHA-256. */
    private byte[] copy(SourceCheck.Sized file) throws IOException {
        MessageDigest digest = Hash1.sha256();
        long left = file.size();
        try (InputStream in = file.file().open()) {
            while (true) {
                int n = in.read(chunk, 0, (int) Math.min(chunk.length, left + 1));
                if (n < 0) {
                    break;
                }
                left -= n;
                if (left < 0) {
                    throw wrongSize(file, "larger");
                }
                digest.update(chunk, 0, n);
                archive.write(chunk, 0, n);
            }
        }
        if (left > 0) {
            throw wrongSize(file, "smaller");
        }
        return digest.digest();
    }

    private static IOException wrongSize(SourceCheck.Sized file, String how) {
        return new IOException("file " + GoText.quote(file.file().path()) + " is " + how + " than its declared size");
    }

    /** The library's writer, set up for module zips. */
    private static final class Archive extends ZipArchiveOutputStream {
        Archive(OutputStream out) {
            super(out);
            // Names that are not ASCII are written as UTF-8, and only those are flagged so, as Go does.
            setEncoding("US-ASCII");
            setFallbackToUTF8(true);
            setCreateUnicodeExtraFields(UnicodeExtraFieldPolicy.NEVER);
            setUseZip64(Zip64Mode.AsNeeded);
        }

        /** Frees what the compressor holds outside the heap; closing would finish or fail, and close the stream below. */
        void free() {
            def.end();
        }
    }

    /**
     * An entry whose time is the first that a zip can say: midnight of 1980-01-01 in whatever zone the reader is.
     *
     * <p>Go writes zero, which the library cannot; setting a time would add extra fields, setting none the clock's.
     */
    private static final class Undated extends ZipArchiveEntry {
        private static final long BEFORE_1980 = 0;

        Undated(String name) {
            super(name);
        }

        @Override
        public long getTime() {
            return BEFORE_1980;
        }
    }
}
