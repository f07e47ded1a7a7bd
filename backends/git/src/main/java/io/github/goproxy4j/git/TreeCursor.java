package io.github.goproxy4j.git;

import io.github.goproxy4j.source.SourceLimitException;
import java.io.IOException;
import java.util.Arrays;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Goes through the entries of one tree object, in the order that they are stored.
 *
 * <p>An entry is an octal mode, a space, the name, a zero byte and 20 bytes of id. It is read here and not with JGit's own
 * iterators because those take broken bytes for granted.
 */
final class TreeCursor {
    private static final int TYPE_MASK = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int SYMLINK = 0120000;
    private static final int SUBMODULE = 0160000;

    private final byte[] tree;
    private int position;
    private int mode;
    private int nameStart;
    private int nameEnd;

    private TreeCursor(byte[] tree) {
        this.tree = tree;
    }

    static TreeCursor open(ObjectReader reader, ObjectId id, int maxBytes) throws IOException {
        ObjectLoader loader = reader.open(id, Constants.OBJ_TREE);
        if (loader.getSize() > maxBytes) {
            throw new SourceLimitException("a directory in git of more than " + maxBytes + " bytes");
        }
        return new TreeCursor(loader.getCachedBytes(maxBytes));
    }

    boolean next() throws IOException {
        if (position == tree.length) {
            return false;
        }
        mode = 0;
        int i = position;
        for (; i < tree.length && tree[i] >= '0' && tree[i] <= '7' && mode <= 0777777; i++) {
            mode = mode * 8 + (tree[i] - '0');
        }
        if (i == position || i == tree.length || tree[i] != ' ') {
            throw new IOException("corrupt tree: bad mode");
        }
        nameStart = ++i;
        while (i < tree.length && tree[i] != 0) {
            i++;
        }
        nameEnd = i;
        position = i + 1 + Constants.OBJECT_ID_LENGTH;
        if (nameEnd == nameStart || position > tree.length) {
            throw new IOException("corrupt tree: truncated entry");
        }
        return true;
    }

    boolean nameIs(byte[] name) {
        return Arrays.equals(tree, nameStart, nameEnd, name, 0, name.length);
    }

    int nameLength() {
        return nameEnd - nameStart;
    }

    void copyName(byte[] target, int offset) {
        System.arraycopy(tree, nameStart, target, offset, nameLength());
    }

    ObjectId id() {
        return ObjectId.fromRaw(tree, nameEnd + 1);
    }

    boolean isDirectory() {
        return (mode & TYPE_MASK) == DIRECTORY;
    }

    boolean isSymlink() {
        return (mode & TYPE_MASK) == SYMLINK;
    }

    boolean isSubmodule() {
        return (mode & TYPE_MASK) == SUBMODULE;
    }
}
