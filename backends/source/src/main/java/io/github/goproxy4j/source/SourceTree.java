package io.github.goproxy4j.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files below one directory of a commit's tree, opened to be read. One thread at a time uses it. */
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

    @Override
    void close();
}
