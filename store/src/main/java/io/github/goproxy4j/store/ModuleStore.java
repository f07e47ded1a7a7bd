package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ZipParts;
import io.github.goproxy4j.zip.ZipReuse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;

/**
 * Where versions are kept for longer than a process lives: on a disk, or in whatever else can keep files.
 *
 * <p>A version is kept as a whole or not at all, and what is kept does not change: it has what was committed first. A store
 * may lose versions at any time, those that were committed as the only copy excepted. Thread-safe; several processes may
 * use what one store keeps.
 */
public interface ModuleStore extends AutoCloseable {
    /**
     * Opens a file of a version.
     *
     * @param version the version
     * @param file which of its files
     * @return a lease, which the caller closes; empty if the version is not here, or not with this file, or what is here of
     *     it turns out to be damaged
     * @throws IOException if that cannot be found out
     */
    Optional<ModuleFile> find(StoredVersion version, VersionFile file) throws IOException;

    /**
     * Returns the hash of a version's zip, which is known for longer than the zip may be here: one that is made again must
     * have the same.
     *
     * @param version the version
     * @return the hash of the zip that was committed; empty if none was, or it is not known any more
     * @throws IOException if that cannot be found out
     */
    default Optional<ModuleHash> hash(StoredVersion version) throws IOException {
        return Optional.empty();
    }

    /**
     * Begins to keep a version.
     *
     * @param version the version
     * @return a place to put its files, which the caller closes
     * @throws IOException if nothing can be kept now
     */
    Draft begin(StoredVersion version) throws IOException;

    /**
     * Forgets a version, except if it is the only copy.
     *
     * @param version the version
     * @throws IOException if that is not possible
     */
    void remove(StoredVersion version) throws IOException;

    /**
     * Returns the zips of a project, for the making of new ones.
     *
     * @param project the project's key
     * @return the zips that are kept with a table of their parts
     */
    default ZipReuse reuse(String project) {
        return ZipReuse.NONE;
    }

    /**
     * Tells that the repository answered that a version is not there any more, so that what is kept is the only copy.
     *
     * @param version the version
     * @throws IOException if that cannot be recorded
     */
    void keepForever(StoredVersion version) throws IOException;

    /** Whoever knows the repositories behind a store: it is asked before a version is evicted or rebuilt. */
    interface Sources {
        /**
         * Tells whether a version can be had again from its repository.
         *
         * @param version the version
         * @return whether it can; empty if that cannot be told now
         */
        Optional<Boolean> has(StoredVersion version);

        /**
         * Asks for a version to be kept again, because what was kept of it is damaged. Returns at once.
         *
         * @param version the version
         */
        void rebuild(StoredVersion version);
    }

    /**
     * Says who knows the repositories; until then nothing is evicted.
     *
     * @param sources who
     */
    void connect(Sources sources);

    /** Ends what the store does in the background. Leases stay readable. */
    @Override
    void close();

    /** A version on its way into the store: seen by nobody before it is committed, gone when it is closed without that. */
    interface Draft extends AutoCloseable {
        /**
         * Returns the file to write the zip to.
         *
         * @return an empty file, open for writing, which the draft closes when it is closed
         * @throws IOException if the file cannot be made
         */
        FileChannel zip() throws IOException;

        /**
         * Opens what has been written of the zip, before and after the commit.
         *
         * @return a channel to read from, which the caller closes
         * @throws IOException if it cannot be opened
         */
        FileChannel reopenZip() throws IOException;

        /**
         * Keeps the version with its zip, which has been written whole.
         *
         * @param info the bytes of its {@code .info}
         * @param mod the bytes of its {@code .mod}
         * @param hash the hash of the zip
         * @param parts where the contents of the zip are, if that is known
         * @throws FileAlreadyExistsException if other bytes of the version's {@code .mod}, or a zip with another hash, are
         *     kept already
         * @throws IOException if it cannot be kept
         */
        void commit(byte[] info, byte[] mod, ModuleHash hash, Optional<ZipParts> parts) throws IOException;

        /**
         * Keeps the version without a zip. One that is kept with its zip stays so.
         *
         * @param info the bytes of its {@code .info}
         * @param mod the bytes of its {@code .mod}
         * @throws IOException as {@link #commit(byte[], byte[], ModuleHash, Optional)}
         */
        void commit(byte[] info, byte[] mod) throws IOException;

        /** Discards what was not committed. */
        @Override
        void close();
    }
}
