package io.github.goproxy4j.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A repository whose trees export files in a test's own way, as they were committed. */
final class SourceTrees implements SourceRepository {
    /** Opens a file. */
    interface Export {
        InputStream export(SourceTree tree, SourceEntry entry) throws IOException;
    }

    private final SourceRepository source;
    private final Export export;
    private final Runnable closed;

    SourceTrees(SourceRepository source, Export export, Runnable closed) {
        this.source = source;
        this.export = export;
        this.closed = closed;
    }

    @Override
    public SourceRefs refs() throws IOException {
        return source.refs();
    }

    @Override
    public Optional<Commit> commit(ObjectId object) throws IOException {
        return source.commit(object);
    }

    @Override
    public List<ObjectId> candidates(String hexPrefix) throws IOException {
        return source.candidates(hexPrefix);
    }

    @Override
    public boolean isAncestor(ObjectId ancestor, ObjectId descendant) throws IOException {
        return source.isAncestor(ancestor, descendant);
    }

    @Override
    public Optional<SourceEntry> find(ObjectId commit, String path) throws IOException {
        return source.find(commit, path);
    }

    @Override
    public InputStream open(SourceEntry entry) throws IOException {
        return source.open(entry);
    }

    @Override
    public SourceTree openTree(ObjectId commit, String directory) throws IOException {
        SourceTree tree = source.openTree(commit, directory);
        return new SourceTree() {
            @Override
            public List<SourceEntry> entries() throws IOException {
                return tree.entries();
            }

            @Override
            public long exportSize(SourceEntry entry) throws IOException {
                return tree.exportSize(entry);
            }

            @Override
            public InputStream export(SourceEntry entry) throws IOException {
                return export.export(tree, entry);
            }

            @Override
            public boolean isExportedAsCommitted(SourceEntry entry) {
                return true;
            }

            @Override
            public void close() {
                tree.close();
                closed.run();
            }
        };
    }
}
