package io.github.goproxy4j.source;

import io.github.goproxy4j.zip.SourceFile;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file of a commit's tree, offered to a zip with the content that {@code git archive} would give it.
 *
 * @param tree the opened tree
 * @param entry the file or symbolic link
 * @param path its path from the module's root
 */
record TreeFile(SourceTree tree, SourceEntry entry, String path) implements SourceFile {
    @Override
    public Kind kind() {
        return switch (entry.kind()) {
            case FILE -> Kind.REGULAR;
            case SYMLINK -> Kind.SYMLINK;
            case SUBMODULE -> Kind.DIRECTORY;
        };
    }

    @Override
    public long size() throws IOException {
        return tree.exportSize(entry);
    }

    @Override
    public InputStream open() throws IOException {
        return tree.export(entry);
    }
}
