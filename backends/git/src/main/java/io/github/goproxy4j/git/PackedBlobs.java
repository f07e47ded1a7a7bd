package io.github.goproxy4j.git;

import io.github.goproxy4j.zip.DeflatedContent;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Files that packs have whole, and not as deltas, as they are stored: deflated.
 *
 * <p>It is a short cut, and none where anything is unusual: what cannot be read here is read by JGit, which says why. One
 * thread looks files up; what it finds is read by any number.
 */
final class PackedBlobs implements AutoCloseable {
    /** In so many packs files are looked up, in the largest ones. A repository with more of them waits to be repacked. */
    private static final int MAX_PACKS = 16;

    private static final class Pack {
        private final Path file;
        private final PackIndexFile index;
        private @Nullable FileChannel channel;
        private boolean isOther;

        Pack(Path file, PackIndexFile index) {
            this.file = file;
            this.index = index;
        }

        /** Packing the same objects again replaces a pack by one of the same name, where they have other places. */
        FileChannel channel() throws IOException {
            if (isOther) {
                throw new IOException("a pack is not the one of its index");
            }
            if (channel == null) {
                channel = FileChannel.open(file, StandardOpenOption.READ);
                isOther = !index.isOf(channel);
                return channel();
            }
            return channel;
        }
    }

    /** The packs, the one that had the last file first. */
    private final List<Pack> packs;

    private PackedBlobs(List<Pack> packs) {
        this.packs = packs;
    }

    /** Opens the packs of a repository. The caller closes them, after all content. */
    static PackedBlobs open(Path objects) {
        List<Pack> packs = new ArrayList<>();
        try {
            for (Path index : ObjectDirectories.find(objects).largestIndexes(MAX_PACKS)) {
                openPack(index).ifPresent(packs::add);
            }
        } catch (IOException e) {
            // Without packs everything is read by JGit.
        }
        return new PackedBlobs(packs);
    }

    /** A pack may be gone since its directory was listed, or its index be damaged. The others will do. */
    private static Optional<Pack> openPack(Path index) {
        try {
            return Optional.of(new Pack(ObjectDirectories.pack(index), PackIndexFile.openForMany(index)));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Finds the content of a file, if a pack has it whole. */
    Optional<DeflatedContent> find(ObjectId blob) {
        for (int i = 0; i < packs.size(); i++) {
            Pack pack = packs.get(i);
            try {
                OptionalLong offset = pack.index.find(blob);
                if (offset.isEmpty()) {
                    continue;
                }
                packs.remove(i);
                packs.add(0, pack);
                PackEntry entry = PackEntry.read(pack.channel(), offset.getAsLong());
                if (entry.type() == Constants.OBJ_BLOB && isPlainDeflate(entry)) {
                    return Optional.of(new Content(entry, blob));
                }
            } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
                // Of hostile numbers anything may come. Another pack may have the file as well.
            }
        }
        return Optional.empty();
    }

    /** Whether the two bytes in front say deflate, with a window that any reader has, and no preset dictionary. */
    private static boolean isPlainDeflate(PackEntry entry) {
        int header = entry.firstTwo();
        int method = header >> 8;
        return header >= 0 && (method & 0x0F) == 8 && method >> 4 <= 7 && header % 31 == 0 && (header & 0x20) == 0;
    }

    private record Content(PackEntry entry, ObjectId blob) implements DeflatedContent {
        /** What zlib has in front of deflate data. */
        static final int HEADER = 2;

        @Override
        public long size() {
            return entry.size();
        }

        @Override
        public InputStream open() {
            return entry.stored(HEADER);
        }

        @Override
        public Optional<Identity> identity() {
            return Optional.of(new BlobIdentity(blob, entry.size()));
        }
    }

    @Override
    public void close() {
        for (Pack pack : packs) {
            close(pack.index);
            if (pack.channel != null) {
                close(pack.channel);
            }
        }
    }

    private static void close(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            // Of a file that was only read nothing is lost.
        }
    }
}
