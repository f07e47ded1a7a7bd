package io.github.goproxy4j.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that remembers what was published: what has been in it when a client was answered is in it after any restart, also
 * one that followed a kill or a loss of power.
 *
 * <p>One file serves any number of repositories, each under a name of its own. Only one process at a time has it open. It
 * only ever grows, by one line of about 250 bytes for each version and a second one when the version's zip is first made,
 * and is read whole when it is opened. A version is written and forced to the disk before {@link PublishedVersions#publish}
 * returns; threads that publish at the same time share the wait for it. A version that cannot be written, as when the disk
 * is full, is not published; after a failure of the disk itself nothing is, until the file is opened anew.
 *
 * <p>It is text, and an operator may read it, or take a copy of it at any time. It is refused when it is damaged: nobody but
 * the operator knows what should be there. Only what a writer has left unfinished at its end is cut off, as its version was
 * never served.
 *
 * <p>Thread-safe. The process must not open the file in any other way while this is open, because on POSIX systems that ends
 * the lock.
 */
public final class PinFile implements AutoCloseable {
    /** The first line says what the file is, so that no other one is ever written to. */
    private static final String HEADER = "goproxy4j published versions 1";

    private final Map<String, PublishedTable> repositories = new ConcurrentHashMap<>();
    private final PseudoVersionRoom room;
    private final PinLog log;

    private PinFile(Path path, DiskPinStorage storage, int maxPseudoVersions) throws IOException {
        room = new PseudoVersionRoom(maxPseudoVersions);
        PinLineReader lines = new PinLineReader(storage.read());
        Optional<String> header = lines.next();
        if (header.isPresent()) {
            restore(path, lines, header.get());
        } else {
            checkBegun(path, storage);
        }
        storage.truncate(lines.end());
        log = new PinLog(storage, lines.end());
        if (header.isEmpty()) {
            log.append((HEADER + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * Opens a file, or creates it, with room for {@link PublishedVersions#DEFAULT_MAX_PSEUDO_VERSIONS} pseudo-versions.
     *
     * @param path a file on the default file system; its directory exists
     * @return the open file, which the caller closes
     * @throws IOException as {@link #open(Path, int)}
     */
    public static PinFile open(Path path) throws IOException {
        return open(path, PublishedVersions.DEFAULT_MAX_PSEUDO_VERSIONS);
    }

    /**
     * Opens a file, or creates it, readable for its owner only where the file system knows owners.
     *
     * @param path a file on the default file system; its directory exists
     * @param maxPseudoVersions how many pseudo-versions are recorded in all; those that are in the file count, and stay
     * @return the open file, which the caller closes
     * @throws IOException if it cannot be read and written, another process or somebody else in this one has it open, or it
     *     is damaged; the message is one line for the operator
     * @throws IllegalArgumentException if the number is negative
     */
    public static PinFile open(Path path, int maxPseudoVersions) throws IOException {
        DiskPinStorage storage = DiskPinStorage.open(path);
        boolean opened = false;
        try {
            PinFile file = new PinFile(path, storage, maxPseudoVersions);
            opened = true;
            return file;
        } finally {
            if (!opened) {
                storage.close();
            }
        }
    }

    private void restore(Path path, PinLineReader lines, String header) throws IOException {
        if (!header.equals(HEADER)) {
            throw notOurs(path);
        }
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            Optional<PinLine> pin = PinLine.parse(line.get());
            if (pin.isEmpty()) {
                throw new IOException(path + ": line " + lines.number() + " is damaged");
            }
            if (!table(pin.get().repository()).restore(pin.get().id(), pin.get().version())) {
                throw new IOException(path + ": line " + lines.number() + " contradicts an earlier one");
            }
        }
    }

    /** A file without a whole first line is one that is empty, or whose creator was killed. */
    private static void checkBegun(Path path, DiskPinStorage storage) throws IOException {
        byte[] begun = storage.read().readNBytes(HEADER.length() + 1);
        if (!HEADER.startsWith(new String(begun, StandardCharsets.US_ASCII))) {
            throw notOurs(path);
        }
    }

    private static IOException notOurs(Path path) {
        return new IOException(path + ": not a file of published versions");
    }

    /**
     * Returns the published versions of one repository.
     *
     * @param repository its name, 1 to 4096 visible ASCII characters, which stays the same for ever: what is published is
     *     published under it
     * @return the versions; usable for as long as this is open
     * @throws IllegalArgumentException if the name has other characters or another length
     */
    public PublishedVersions of(String repository) {
        PinLine.requireName(repository);
        return table(repository);
    }

    private PublishedTable table(String repository) {
        return repositories.computeIfAbsent(
                repository,
                name -> new PublishedTable(room, (id, version) -> append(new PinLine(name, id, version).bytes())));
    }

    private void append(byte[] line) throws IOException {
        if (line.length > PinLineReader.MAX_LINE_BYTES) {
            throw new IOException("a version with a name of this length cannot be recorded");
        }
        log.append(line);
    }

    /** Closes the file; what is published later fails, what has been published can still be found. */
    @Override
    public void close() throws IOException {
        log.close();
    }
}
