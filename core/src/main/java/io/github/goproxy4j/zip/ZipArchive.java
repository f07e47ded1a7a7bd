package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A zip file, opened for reading as Go reads it: the central directory alone says what is in it, names are their bytes.
 *
 * <p>Nothing about it is trusted: what is read of the entries together is limited, and each must have the length and the
 * checksum it declares.
 */
final class ZipArchive implements AutoCloseable {
    private final ZipFile zip;
    private final List<Entry> entries;
    private long room = ZipLimits.MAX_ZIP_BYTES;

    /** An entry: its whole name and the length it declares, which {@link #open} enforces. */
    record Entry(String name, long size, ZipArchiveEntry header) {}

    private ZipArchive(ZipFile zip) {
        this.zip = zip;
        List<Entry> list = new ArrayList<>();
        zip.getEntries().asIterator().forEachRemaining(header -> {
            list.add(new Entry(GoText.decode(header.getRawName()), header.getSize(), header));
        });
        this.entries = List.copyOf(list);
    }

    static ZipArchive open(Path path) throws IOException {
        return open(FileChannel.open(path, StandardOpenOption.READ));
    }

    /** Opens the zip that a channel reads; the channel is closed with it, or if it is none. */
    static ZipArchive open(FileChannel file) throws IOException {
        try {
            if (file.size() > ZipLimits.MAX_ZIP_BYTES) {
                throw new ZipException(tooLarge(file.size()));
            }
            CentralDirectory.check(file);
            return new ZipArchive(ZipFile.builder()
                    .setSeekableByteChannel(file)
                    .setUseUnicodeExtraFields(false)
                    .setIgnoreLocalFileHeader(true)
                    .get());
        } catch (IOException e) {
            file.close();
            throw e;
        } catch (RuntimeException e) {
            file.close();
            // The library checks some fields of entries by throwing whatever their setters throw.
            throw damaged(e);
        }
    }

    static String tooLarge(long bytes) {
        return "module zip file is too large (" + bytes + " bytes; limit is " + ZipLimits.MAX_ZIP_BYTES + " bytes)";
    }

    /** All entries in the order of the central directory, several of one name included. */
    List<Entry> entries() {
        return entries;
    }

    /** Opens an entry; the stream fails at its end if the length or the checksum is not the declared one. */
    InputStream open(Entry entry) throws IOException {
        ZipArchiveEntry header = entry.header();
        room -= entry.size();
        if (entry.size() < 0 || room < 0) {
            throw new ZipException("total uncompressed size of module contents too large (max size is "
                    + ZipLimits.MAX_ZIP_BYTES + " bytes)");
        }
        int method = header.getMethod();
        if (method != ZipArchiveOutputStream.STORED && method != ZipArchiveOutputStream.DEFLATED) {
            throw new ZipException(GoText.quote(entry.name()) + ": unsupported compression algorithm");
        }
        try {
            return new EntryStream(zip.getInputStream(header), entry.name(), entry.size(), header.getCrc());
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    private static ZipException damaged(RuntimeException cause) {
        ZipException damaged = new ZipException("damaged zip file");
        damaged.initCause(cause);
        return damaged;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
