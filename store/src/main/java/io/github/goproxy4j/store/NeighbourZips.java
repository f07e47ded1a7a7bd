package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.zip.ZipParts;
import io.github.goproxy4j.zip.ZipReuse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The zips of a project as material for new ones: of the same module the next lower version, the next higher one, and of
 * those around the one that was used last.
 */
final class NeighbourZips implements ZipReuse {
    private static final int MAX_ZIPS = 3;
    /** How many on each side are looked at for when they were used. */
    private static final int NEAR = 8;

    private final StoreTree tree;
    private final ModuleStore store;
    private final String project;

    NeighbourZips(StoreTree tree, ModuleStore store, String project) {
        this.tree = tree;
        this.store = store;
        this.project = project;
    }

    @Override
    public List<Zip> like(ModuleId id) throws IOException {
        List<Zip> zips = new ArrayList<>();
        boolean done = false;
        try {
            for (ModuleVersion version : candidates(id)) {
                Optional<Zip> zip = open(new StoredVersion(project, new ModuleId(id.path(), version)));
                zip.ifPresent(zips::add);
                if (zips.size() == MAX_ZIPS) {
                    break;
                }
            }
            done = true;
            return zips;
        } finally {
            if (!done) {
                zips.forEach(Zip::close);
            }
        }
    }

    private Optional<Zip> open(StoredVersion version) throws IOException {
        Optional<ModuleFile> file = store.find(version, VersionFile.ZIP);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Optional<ZipParts> parts = file.get().parts();
        if (parts.isEmpty()) {
            file.get().close();
            return Optional.empty();
        }
        return Optional.of(new LeasedZip(file.get(), parts.get()));
    }

    private Set<ModuleVersion> candidates(ModuleId id) throws IOException {
        NavigableSet<ModuleVersion> kept = kept(id);
        Set<ModuleVersion> near = new LinkedHashSet<>();
        ModuleVersion lower = kept.lower(id.version());
        ModuleVersion higher = kept.higher(id.version());
        add(near, lower);
        add(near, higher);
        List<ModuleVersion> around = new ArrayList<>();
        for (int i = 0; i < NEAR; i++) {
            lower = lower == null ? null : kept.lower(lower);
            higher = higher == null ? null : kept.higher(higher);
            add(around, lower);
            add(around, higher);
        }
        Optional<ModuleVersion> last = lastUsed(id, around);
        last.ifPresent(near::add);
        near.addAll(around);
        return near;
    }

    private static void add(Collection<ModuleVersion> versions, @Nullable ModuleVersion version) {
        if (version != null) {
            versions.add(version);
        }
    }

    private Optional<ModuleVersion> lastUsed(ModuleId id, List<ModuleVersion> versions) throws IOException {
        Optional<ModuleVersion> last = Optional.empty();
        long lastUse = Long.MIN_VALUE;
        for (ModuleVersion version : versions) {
            Path record = tree.layout().record(new StoredVersion(project, new ModuleId(id.path(), version)));
            long use = FileStamp.find(record).map(FileStamp::modifiedNanos).orElse(Long.MIN_VALUE);
            if (use > lastUse) {
                last = Optional.of(version);
                lastUse = use;
            }
        }
        return last;
    }

    /** The other versions of the module that have a table of parts, by the names of files alone. */
    private NavigableSet<ModuleVersion> kept(ModuleId id) throws IOException {
        NavigableSet<ModuleVersion> kept = new TreeSet<>();
        for (Path file : StoreTree.children(tree.layout().versions(project, id.path()))) {
            String name = file.getFileName().toString();
            if (name.endsWith(StoredFile.PARTS.suffix())) {
                decode(name.substring(
                                0, name.length() - StoredFile.PARTS.suffix().length()))
                        .ifPresent(kept::add);
            }
        }
        kept.remove(id.version());
        kept.removeIf(version -> id.path().checkMajor(version.semver()).isPresent());
        return kept;
    }

    private static Optional<ModuleVersion> decode(String escaped) {
        try {
            return Optional.of(ModuleVersion.decode(escaped));
        } catch (ModuleSyntaxException e) {
            return Optional.empty();
        }
    }

    private record LeasedZip(ModuleFile file, ZipParts parts) implements Zip {
        @Override
        public ReadableByteChannel open(long from, long length) throws IOException {
            return Channels.newChannel(new Part(file.openStream(from), length));
        }

        @Override
        public void close() {
            file.close();
        }
    }

    /** The first bytes of a stream. */
    private static final class Part extends InputStream {
        private final InputStream in;
        private long left;

        Part(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0 && length > 0) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
