package io.github.goproxy4j.git;

import io.github.goproxy4j.source.SourceLimitException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * A file that a pack stores as a delta against another one, which may be a delta itself. JGit puts such a file together in
 * the heap, with its base beside it; here it goes from temporary file to temporary file, and the heap stays small.
 *
 * <p>The result is used only if its id is right.
 */
final class DeltaChain implements AutoCloseable {
    /** Git makes no longer chains (its {@code pack.depth} is 4,095 at most). */
    private static final int MAX_DELTAS = 4_096;

    private static final int BUFFER_BYTES = 1 << 16;

    private final ObjectDirectories directories;
    private final ObjectReader reader;
    private final long maxBytes;
    private final Map<Path, FileChannel> packs = new HashMap<>();

    private DeltaChain(ObjectDirectories directories, ObjectReader reader, long maxBytes) {
        this.directories = directories;
        this.reader = reader;
        this.maxBytes = maxBytes;
    }

    /**
     * Opens a file that is stored as a delta. The caller closes the stream.
     *
     * @param reader reads a base that is in no pack
     * @param maxBytes the most bytes that the file, or a base of it, may have
     * @return the content; empty if the file is not stored as a delta
     * @throws SourceLimitException if there are too many bytes or deltas
     */
    static Optional<InputStream> open(ObjectDirectories directories, ObjectReader reader, ObjectId blob, long maxBytes)
            throws IOException {
        try (DeltaChain chain = new DeltaChain(directories, reader, maxBytes)) {
            Optional<PackEntry> entry = chain.entry(blob);
            return entry.isPresent() && entry.get().isDelta()
                    ? Optional.of(chain.open(blob, entry.get()))
                    : Optional.empty();
        }
    }

    static long requireSize(long size, long maxBytes) throws SourceLimitException {
        if (size > maxBytes) {
            throw new SourceLimitException("a file in git of more than " + maxBytes + " bytes, stored as a delta");
        }
        return size;
    }

    private Optional<PackEntry> entry(ObjectId object) throws IOException {
        Optional<ObjectDirectories.Place> place = directories.packed(object);
        return place.isPresent()
                ? Optional.of(entry(place.get().pack(), place.get().offset()))
                : Optional.empty();
    }

    private PackEntry entry(Path pack, long offset) throws IOException {
        FileChannel channel = packs.get(pack);
        if (channel == null) {
            channel = FileChannel.open(pack, StandardOpenOption.READ);
            packs.put(pack, channel);
        }
        return PackEntry.read(channel, offset);
    }

    private InputStream open(ObjectId blob, PackEntry last) throws IOException {
        Deque<PackEntry> deltas = new ArrayDeque<>();
        List<FileChannel> files = new ArrayList<>();
        try {
            files.add(base(last, deltas));
            for (PackEntry delta : deltas) {
                files.add(apply(delta, files.get(files.size() - 1)));
                files.remove(0).close();
            }
            FileChannel result = files.get(0);
            checkId(result, blob);
            files.clear();
            return Channels.newInputStream(result.position(0));
        } finally {
            for (FileChannel file : files) {
                file.close();
            }
        }
    }

    /** Goes to the end of the chain, notes the deltas on the way, the last one first, and writes what is there. */
    private FileChannel base(PackEntry last, Deque<PackEntry> deltas) throws IOException {
        PackEntry entry = last;
        while (entry.isDelta()) {
            if (deltas.size() == MAX_DELTAS) {
                throw new SourceLimitException("more than " + MAX_DELTAS + " deltas of a git object in a row");
            }
            deltas.push(entry);
            if (entry.base().isPresent()) {
                ObjectId id = entry.base().get();
                Optional<PackEntry> packed = entry(id);
                if (packed.isEmpty()) {
                    return loose(id);
                }
                entry = packed.get();
            } else {
                entry = PackEntry.read(entry.pack(), entry.baseOffset());
            }
        }
        if (entry.type() != Constants.OBJ_BLOB) {
            throw new IOException("corrupt pack: a delta that is no file");
        }
        try (InputStream in = entry.open()) {
            return write(in, requireSize(entry.size(), maxBytes));
        }
    }

    private FileChannel loose(ObjectId id) throws IOException {
        long size = requireSize(reader.getObjectSize(id, Constants.OBJ_BLOB), maxBytes);
        try (InputStream in = reader.open(id, Constants.OBJ_BLOB).openStream()) {
            return write(in, size);
        }
    }

    private static FileChannel write(InputStream in, long size) throws IOException {
        return UnnamedFile.write(out -> {
            long copied = copy(in, out, size);
            if (copied != size || in.read() >= 0) {
                throw new IOException("corrupt pack: an object of another size");
            }
        });
    }

    private static long copy(InputStream in, OutputStream out, long max) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long copied = 0;
        for (int n = 0; n >= 0 && copied < max; copied += Math.max(n, 0)) {
            n = in.read(buffer, 0, (int) Math.min(buffer.length, max - copied));
            out.write(buffer, 0, Math.max(n, 0));
        }
        return copied;
    }

    private FileChannel apply(PackEntry delta, FileChannel base) throws IOException {
        try (InputStream in = delta.open()) {
            return UnnamedFile.write(out -> new DeltaProgram(in, new FileWindow(base)).run(out, maxBytes));
        }
    }

    private static void checkId(FileChannel file, ObjectId expected) throws IOException {
        MessageDigest digest = Constants.newMessageDigest();
        digest.update(("blob " + file.size() + "\0").getBytes(StandardCharsets.US_ASCII));
        try (OutputStream out = new BufferedOutputStream(
                new DigestOutputStream(OutputStream.nullOutputStream(), digest), BUFFER_BYTES)) {
            new FileWindow(file).copyTo(out, 0, Math.toIntExact(file.size()));
        }
        if (!ObjectId.fromRaw(digest.digest()).equals(expected)) {
            throw new IOException("corrupt pack: a delta that gives another file");
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel pack : packs.values()) {
            pack.close();
        }
    }
}
