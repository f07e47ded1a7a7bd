package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.ModuleId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Module zips: the files of one version of one module, each named {@code path@version/file}.
 *
 * <p>A zip that is made here is one that every client accepts, with one exception: a module whose path the {@code go}
 * command cannot fetch ({@link io.github.goproxy4j.module.ModulePath#isFetchable()}) gets its zip all the same. Contents
 * are streamed; of a module's 500 MiB a few are held in memory at a time, and the names. All methods are thread-safe.
 *
 * <p>Files are compressed by threads that all zips of the process share, as many as there are processors. Where a file's
 * {@linkplain SourceFile#isConcurrent() reading} allows it, they read it as well. The same files with the same options give
 * the same bytes on one Java runtime, but for what is copied as others have compressed it; the hash is always the same.
 *
 * <p>Source of the rules and of the words in which files are refused: {@code golang.org/x/mod/zip}.
 */
public final class ModuleZip {
    private ModuleZip() {}

    /**
     * Checks files and writes the valid ones as a module zip.
     *
     * @param id the module and version
     * @param files what the module's directory holds; files that do not belong into the zip are left out
     * @param out receives the zip; not closed. If this throws, what it has received is no readable zip
     * @return the hash of the zip
     * @throws InvalidZipException if Go's rules refuse one of the files, or all of them together; nothing has been written
     *     then, unless only the compressed size turned out to be too large
     * @throws IOException if a file cannot be read, has another length than it said, or {@code out} fails
     */
    public static ModuleHash write(ModuleId id, Collection<? extends SourceFile> files, OutputStream out)
            throws InvalidZipException, IOException {
        return write(id, files, ZipOptions.DEFAULTS, out).hash();
    }

    /**
     * Checks files and writes the valid ones as a module zip, in a way of one's own.
     *
     * @param id the module and version
     * @param files what the module's directory holds; files that do not belong into the zip are left out
     * @param options how files are compressed
     * @param out receives the zip, on the calling thread; not closed. If this throws, what it has received is no readable zip
     * @return the hash of the zip, and where in it the files are that have a {@linkplain SourceFile#content() content id}
     * @throws InvalidZipException if Go's rules refuse one of the files, or all of them together; nothing has been written
     *     then, unless only the compressed size turned out to be too large
     * @throws IOException if a file cannot be read, has another length than it said, {@code out} fails, or the thread is
     *     interrupted
     */
    public static ZipParts write(
            ModuleId id, Collection<? extends SourceFile> files, ZipOptions options, OutputStream out)
            throws InvalidZipException, IOException {
        try (ZipPlan plan = plan(id, files, options)) {
            return plan.write(out);
        }
    }

    /**
     * Checks files that are to be written as a module zip, and keeps what was found for the writing: for one who answers
     * that there will be a zip before it is there.
     *
     * @param id the module and version
     * @param files what the module's directory holds; files that do not belong into the zip are left out
     * @param options how files are compressed
     * @return what will be written; the caller closes it
     * @throws InvalidZipException if Go's rules refuse one of the files, or all of them together
     * @throws IOException if the length of a file, or the go.mod file, cannot be read
     */
    public static ZipPlan plan(ModuleId id, Collection<? extends SourceFile> files, ZipOptions options)
            throws InvalidZipException, IOException {
        return ZipPlan.of(id, files, options);
    }

    /**
     * Writes the files of a directory as a module zip.
     *
     * <p>Beside what {@link #write} leaves out, this leaves out directories that version control systems keep their data
     * in, and everything that is not a regular file. Links are not followed.
     *
     * @param id the module and version
     * @param directory the module's root
     * @param out receives the zip; not closed. If this throws, what it has received is no readable zip
     * @return the hash of the zip
     * @throws InvalidZipException if Go's rules refuse the files
     * @throws IOException if the directory cannot be read, changes meanwhile, or {@code out} fails
     */
    public static ModuleHash writeDirectory(ModuleId id, Path directory, OutputStream out)
            throws InvalidZipException, IOException {
        return write(id, DirectoryFiles.ofModule(directory).files(), out);
    }

    /**
     * Checks files that are to be written as a module zip.
     *
     * @param files what the module's directory holds
     * @return what would become of each
     * @throws IOException if the length of a file, or the go.mod file, cannot be read
     */
    public static ZipReport checkFiles(Collection<? extends SourceFile> files) throws IOException {
        return SourceCheck.check(files).report();
    }

    /**
     * Checks a directory that is to be written as a module zip.
     *
     * @param directory the module's root
     * @return what would become of each file; a directory that is left out as a whole is named once, without slash
     * @throws IOException if the directory cannot be read
     */
    public static ZipReport checkDirectory(Path directory) throws IOException {
        return DirectoryFiles.ofModule(directory).check();
    }

    /**
     * Checks a finished module zip by the rules that every client applies before it unpacks one.
     *
     * <p>It looks at the zip's directory, not at the contents: an entry that turns out to be damaged is found by
     * {@link #extract} and by {@link ModuleHash#ofZip}.
     *
     * @param id the module and version whose zip it is said to be
     * @param zip the file
     * @return the report; its paths are whole names of entries
     * @throws IOException if the file cannot be read as a zip
     */
    public static ZipReport check(ModuleId id, Path zip) throws IOException {
        return ZipCheck.check(id, zip);
    }

    /**
     * Unpacks a module zip.
     *
     * @param id the module and version
     * @param zip the file
     * @param directory where the module's root goes: a directory that is empty or does not exist yet. If this throws, it
     *     is empty again
     * @throws InvalidZipException if Go's rules refuse the zip
     * @throws IOException if the zip cannot be read, an entry is damaged, or the directory cannot be written
     */
    public static void extract(ModuleId id, Path zip, Path directory) throws InvalidZipException, IOException {
        ZipExtraction.extract(id, zip, directory);
    }
}
