package io.github.goproxy4j.git;

import io.github.goproxy4j.source.SourceEntry;
import io.github.goproxy4j.source.SourceLimitException;
import io.github.goproxy4j.source.SourceTree;
import io.github.goproxy4j.zip.DeflatedContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** The files below a directory of a commit, read with one JGit reader; a fork has one of its own, and shares the rest. */
final class GitTree implements SourceTree {
    private static final byte[] ATTRIBUTES_NAME = ".gitattributes".getBytes(StandardCharsets.US_ASCII);

    private final ObjectReader reader;
    private final PackList packs;
    private final GitLimits limits;
    private final BlobReader blobs;
    private final TreeAttributes attributes;
    private final byte[] directory;
    private final Optional<ObjectId> top;
    private final Map<String, Conversion> conversions;
    private final boolean isFork;
    private @Nullable List<SourceEntry> entries;
    private @Nullable PackedBlobs packed;

    private GitTree(
            ObjectReader reader,
            PackList packs,
            BlobReader blobs,
            TreeAttributes attributes,
            byte[] directory,
            Optional<ObjectId> top) {
        this.conversions = new ConcurrentHashMap<>();
        this.isFork = false;
        this.reader = reader;
        this.packs = packs;
        this.limits = blobs.limits();
        this.blobs = blobs;
        this.attributes = attributes;
        this.directory = directory;
        this.top = top;
    }

    private GitTree(GitTree original, List<SourceEntry> entries) {
        this.reader = original.reader.newReader();
        this.packs = original.packs;
        this.limits = original.limits;
        this.blobs = original.blobs;
        this.attributes = original.attributes;
        this.directory = original.directory;
        this.top = original.top;
        this.conversions = original.conversions;
        this.isFork = true;
        this.entries = entries;
    }

    /** Goes down to a directory. The tree owns the reader from then on. */
    static GitTree open(ObjectReader reader, PackList packs, BlobReader blobs, ObjectId root, String directory)
            throws IOException {
        GitLimits limits = blobs.limits();
        TreeAttributes attributes = new TreeAttributes(reader.newReader(), limits.attributesBytes());
        byte[] path = PathBytes.encode(directory);
        ObjectId tree = root;
        for (int from = 0; from < path.length; ) {
            int to = from;
            while (to < path.length && path[to] != '/') {
                to++;
            }
            byte[] name = Arrays.copyOfRange(path, from, to);
            String parent = new String(path, 0, Math.max(from - 1, 0), StandardCharsets.ISO_8859_1);
            ObjectId child = null;
            TreeCursor cursor = TreeCursor.open(reader, tree, limits.treeBytes());
            while (cursor.next()) {
                if (cursor.isDirectory() && cursor.nameIs(name)) {
                    child = cursor.id();
                }
                noteAttributes(attributes, cursor, parent);
            }
            if (child == null) {
                return new GitTree(reader, packs, blobs, attributes, path, Optional.empty());
            }
            tree = child;
            from = to + 1;
        }
        return new GitTree(reader, packs, blobs, attributes, path, Optional.of(tree));
    }

    private static void noteAttributes(TreeAttributes attributes, TreeCursor cursor, String directory) {
        // A symbolic link of this name is read as if its target were the attributes: so does git, from its index.
        if (!cursor.isDirectory() && !cursor.isSubmodule() && cursor.nameIs(ATTRIBUTES_NAME)) {
            attributes.found(directory, cursor.id());
        }
    }

    @Override
    public List<SourceEntry> entries() throws IOException {
        return packs.read(() -> {
            ArchiveRefusal.check(walked(), attributes);
            return walked();
        });
    }

    private List<SourceEntry> walked() throws IOException {
        if (entries == null) {
            entries = List.copyOf(walk());
        }
        return entries;
    }

    private record Level(TreeCursor cursor, int pathLength) {}

    private List<SourceEntry> walk() throws IOException {
        List<SourceEntry> found = new ArrayList<>();
        if (top.isEmpty()) {
            return found;
        }
        byte[] path = new byte[limits.pathBytes() + 1];
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(
                TreeCursor.open(reader, top.get(), limits.treeBytes()),
                append(path, 0, directory.length, (p, at) -> System.arraycopy(directory, 0, p, at, directory.length))));
        int seen = 0;
        while (!open.isEmpty()) {
            Level level = open.peek();
            TreeCursor cursor = level.cursor();
            if (!cursor.next()) {
                open.pop();
                continue;
            }
            if (++seen > limits.entries()) {
                throw new SourceLimitException(
                        "more than " + limits.entries() + " files and directories in one directory");
            }
            checkInterrupt(seen);
            int start = level.pathLength() == 0 ? 0 : level.pathLength() + 1;
            int end = append(path, start, cursor.nameLength(), cursor::copyName);
            if (start > 0) {
                path[start - 1] = '/';
            }
            if (cursor.isDirectory()) {
                if (open.size() >= limits.depth()) {
                    throw new SourceLimitException("more than " + limits.depth() + " directories within one another");
                }
                open.push(new Level(TreeCursor.open(reader, cursor.id(), limits.treeBytes()), end));
            } else {
                noteAttributes(
                        attributes, cursor, new String(path, 0, level.pathLength(), StandardCharsets.ISO_8859_1));
                found.add(entry(cursor, PathBytes.decode(Arrays.copyOf(path, end))));
            }
        }
        return found;
    }

    private interface NameCopy {
        void copy(byte[] target, int offset);
    }

    private int append(byte[] path, int start, int length, NameCopy name) throws IOException {
        if (start + length > limits.pathBytes()) {
            throw new SourceLimitException("a path of more than " + limits.pathBytes() + " bytes");
        }
        name.copy(path, start);
        return start + length;
    }

    static SourceEntry entry(TreeCursor cursor, String path) {
        SourceEntry.Kind kind = cursor.isSymlink()
                ? SourceEntry.Kind.SYMLINK
                : cursor.isSubmodule() ? SourceEntry.Kind.SUBMODULE : SourceEntry.Kind.FILE;
        return new SourceEntry(
                path, kind, new io.github.goproxy4j.source.ObjectId(cursor.id().name()));
    }

    private static void checkInterrupt(int step) throws InterruptedIOException {
        if (step % 1024 == 0 && Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while reading a tree");
        }
    }

    @Override
    public long exportSize(SourceEntry entry) throws IOException {
        return packs.read(() -> exported(entry).size());
    }

    @Override
    public InputStream export(SourceEntry entry) throws IOException {
        return Guarded.stream(() -> packs.read(exported(entry)::open));
    }

    /** Such content is part of the pack's file, which is not read before the content is. */
    @Override
    public Optional<DeflatedContent> deflated(SourceEntry entry) throws IOException {
        if (!packs.read(() -> conversion(entry)).changesNothing()) {
            return Optional.empty();
        }
        if (packed == null) {
            packed = PackedBlobs.open(packs.objects());
        }
        return packed.find(ObjectId.fromString(entry.id().hex()));
    }

    private BlobExport exported(SourceEntry entry) throws IOException {
        return new BlobExport(reader, blobs, ObjectId.fromString(entry.id().hex()), conversion(entry));
    }

    private Conversion conversion(SourceEntry entry) throws IOException {
        if (entry.kind() != SourceEntry.Kind.FILE) {
            throw new IllegalArgumentException("not a regular file: " + entry.path());
        }
        walked();
        if (attributes.isEmpty()) {
            return Conversion.NONE;
        }
        Conversion known = conversions.get(entry.path());
        if (known == null) {
            known = Conversion.of(attributes.of(PathBytes.byteText(entry.path())));
            conversions.put(entry.path(), known);
        }
        return known;
    }

    @Override
    public boolean isExportedAsCommitted(SourceEntry entry) throws IOException {
        return packs.read(() -> conversion(entry).changesNothing());
    }

    @Override
    public Optional<SourceTree> fork() throws IOException {
        return Optional.of(new GitTree(this, packs.read(this::walked)));
    }

    @Override
    public void close() {
        reader.close();
        if (packed != null) {
            packed.close();
        }
        if (!isFork) {
            attributes.close();
        }
    }
}
