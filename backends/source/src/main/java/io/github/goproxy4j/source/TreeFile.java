package io.github.goproxy4j.source;

import io.github.goproxy4j.zip.ContentId;
import io.github.goproxy4j.zip.DeflatedContent;
import io.github.goproxy4j.zip.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file of a commit's tree, offered to a zip with the content that {@code git archive} would give it.
 *
 * @param readers the opened tree
 * @param entry the file or symbolic link
 * @param path its path from the module's root
 * @param content the id of the content, if it goes into the archive as it was committed: what a conversion makes of it
 *     depends on more
 */
record TreeFile(TreeReaders readers, SourceEntry entry, String path, Optional<ContentId> content)
        implements SourceFile {
    static TreeFile of(TreeReaders readers, SourceEntry entry, String path) throws IOException {
        boolean asCommitted =
                entry.kind() == SourceEntry.Kind.FILE && readers.tree().isExportedAsCommitted(entry);
        Optional<ContentId> content =
                asCommitted ? Optional.of(new ContentId(entry.id().hex())) : Optional.empty();
        return new TreeFile(readers, entry, path, content);
    }

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
        return readers.tree().exportSize(entry);
    }

    @Override
    public InputStream open() throws IOException {
        return readers.open(entry);
    }

    @Override
    public Optional<DeflatedContent> deflated() throws IOException {
        return readers.read(tree -> tree.deflated(entry));
    }

    @Override
    public boolean isConcurrent() {
        return readers.isConcurrent();
    }
}
