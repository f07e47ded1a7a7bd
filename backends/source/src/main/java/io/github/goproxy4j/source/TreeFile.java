package io.github.goproxy4j.source;

import io.github.goproxy4j.zip.ContentId;
import io.github.goproxy4j.zip.DeflatedContent;
import io.github.goproxy4j.zip.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of a commit's tree, offered to a zip with the content that {@code git archive} would give it.
 */
final class TreeFile implements SourceFile {
    private final TreeReaders readers;
    private final SourceEntry entry;
    private final String path;
    private volatile @Nullable DeflatedContent compressed;

    /**
     * Offers a file.
     *
     * @param readers the opened tree
     * @param entry the file or symbolic link
     * @param path its path from the module's root
     */
    TreeFile(TreeReaders readers, SourceEntry entry, String path) {
        this.readers = readers;
        this.entry = entry;
        this.path = path;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Kind kind() {
        return switch (entry.kind()) {
            case FILE -> Kind.REGULAR;
            case SYMLINK -> Kind.SYMLINK;
            case SUBMODULE -> Kind.DIRECTORY;
        };
    }

    /** Where the compressed content is, its length stands in front; so that is looked for first, and once. */
    @Override
    public long size() throws IOException {
        Optional<DeflatedContent> found = readers.tree().deflated(entry);
        if (found.isEmpty()) {
            return readers.tree().exportSize(entry);
        }
        compressed = found.get();
        return found.get().size();
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
    public Optional<DeflatedContent> deflated() {
        return Optional.ofNullable(compressed);
    }

    @Override
    public boolean isConcurrent() {
        return readers.isConcurrent();
    }
}
