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
 */
record TreeFile(TreeReaders readers, SourceEntry entry, String path) implements SourceFile {
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

    /** Only what is archived as it was committed has one: what a conversion makes of it depends on more. */
    @Override
    public Optional<ContentId> content() {
        try {
            return entry.kind() == SourceEntry.Kind.FILE && readers.tree().isExportedAsCommitted(entry)
                    ? Optional.of(new ContentId(entry.id().hex()))
                    : Optional.empty();
        } catch (IOException e) {
            // Whoever opens the file is told the same.
            return Optional.empty();
        }
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
