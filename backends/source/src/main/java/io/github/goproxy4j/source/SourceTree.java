package io.github.goproxy4j.source;

import io.github.goproxy4j.zip.DeflatedContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The files below one directory of a commit's tree, opened to be read. One thread at a time uses it, but for
 * {@link #fork}.
 */
public interface SourceTree extends AutoCloseable {
    /**
     * Returns all entries below the directory, at any depth, in the order of the tree.
     *
     * @return the entries, with paths from the root of the repository
     * @throws ExportRefusedException if the version control has no {@link #export} of this directory, because of any entry
     * @throws IOException if a tree cannot be read
     */
    List<SourceEntry> entries() throws IOException;

    /**
     * Returns the length of {@link #export} in bytes.
     *
     * @param entry a regular file of this tree
     * @return the length
     * @throws IOException if the content cannot be read
     */
    long exportSize(SourceEntry entry) throws IOException;

    /**
     * Opens the content of a regular file as {@code git archive} would write it: converted as the attributes in the tree
     * ask for (line ends, {@code ident}, {@code working-tree-encoding}). The caller closes it.
     *
     * <p>This, and not the committed bytes, is what the {@code go} command puts into a zip.
     *
     * @param entry a regular file of this tree
     * @return the bytes
     * @throws IOException if the content cannot be read
     */
    InputStream export(SourceEntry entry) throws IOException;

    /**
     * Returns what {@link #export} yields as the repository already has it compressed, so that it need not be compressed
     * again. The default has none.
     *
     * @param entry a regular file of this tree
     * @return the compressed content, usable until this tree is closed; empty if the repository does not have it in this
     *     form, or the content is converted on its way out
     * @throws IOException if that cannot be told
     */
    default Optional<DeflatedContent> deflated(SourceEntry entry) throws IOException {
        return Optional.empty();
    }

    /**
     * Tells whether {@link #export} yields a file's content as it was committed. The default answers that it is not known.
     *
     * @param entry a regular file of this tree
     * @return whether it certainly does: then files with the same id have the same {@code export}, in any commit
     * @throws IOException if what is asked for in the tree cannot be read
     */
    default boolean isExportedAsCommitted(SourceEntry entry) throws IOException {
        return false;
    }

    /**
     * Opens the same tree once more, so that another thread can read files of it meanwhile. Called on any thread, also
     * while others read, but not before {@link #entries}. The default cannot.
     *
     * @return the tree, which the caller closes before this one; empty if only one thread can read
     * @throws IOException if the tree cannot be opened
     */
    default Optional<SourceTree> fork() throws IOException {
        return Optional.empty();
    }

    @Override
    void close();
}
