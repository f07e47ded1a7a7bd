package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ZipParts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store as plain as one can be, whose parts tests make fail. Drafts are files in a directory of the test. */
final class MemoryStore implements ModuleStore {
    private record Version(Map<VersionFile, byte[]> files, Optional<ModuleHash> hash) {}

    private final Path directory;
    private final Map<StoredVersion, Version> versions = new ConcurrentHashMap<>();
    final AtomicInteger commits = new AtomicInteger();
    final AtomicInteger openDrafts = new AtomicInteger();
    final CountDownLatch committedAZip = new CountDownLatch(1);
    volatile Sources sources;
    volatile boolean failsToFind;
    volatile boolean failsToBegin;
    volatile boolean failsToReopen;
    volatile boolean failsToCommit;
    volatile boolean isClosed;
    /** The hash of every zip that is not there any more. */
    volatile Optional<ModuleHash> recorded = Optional.empty();
    /** How many bytes of a zip there is room for. */
    volatile long room = Long.MAX_VALUE;
    /** What happens before a commit of a zip. */
    volatile Runnable beforeCommit = () -> {};

    MemoryStore(Path directory) {
        this.directory = directory;
    }

    boolean has(StoredVersion version, VersionFile file) {
        Version there = versions.get(version);
        return there != null && there.files().containsKey(file);
    }

    void put(StoredVersion version, byte[] info, byte[] mod) {
        Map<VersionFile, byte[]> files = new EnumMap<>(VersionFile.class);
        files.put(VersionFile.INFO, info);
        files.put(VersionFile.MOD, mod);
        versions.put(version, new Version(files, Optional.empty()));
    }

    void putZip(StoredVersion version, byte[] zip) {
        Map<VersionFile, byte[]> files = new EnumMap<>(VersionFile.class);
        files.put(VersionFile.ZIP, zip);
        versions.put(version, new Version(files, Optional.empty()));
    }

    @Override
    public Optional<ModuleFile> find(StoredVersion version, VersionFile file) throws IOException {
        if (failsToFind) {
            throw new IOException("the store fails");
        }
        return Optional.ofNullable(versions.get(version))
                .flatMap(there -> Optional.ofNullable(there.files().get(file)))
                .map(ModuleBytes::of)
                .map(ModuleBytes::lease);
    }

    @Override
    public Optional<ModuleHash> hash(StoredVersion version) {
        return recorded;
    }

    @Override
    public Draft begin(StoredVersion version) throws IOException {
        if (failsToBegin) {
            throw new IOException("the store is read-only");
        }
        openDrafts.incrementAndGet();
        return new MemoryDraft(version, Files.createTempFile(directory, "draft", ".zip"));
    }

    @Override
    public void remove(StoredVersion version) {
        versions.remove(version);
    }

    @Override
    public void keepForever(StoredVersion version) {}

    @Override
    public void connect(Sources now) {
        sources = now;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private final class MemoryDraft implements Draft {
        private final StoredVersion version;
        private final Path file;
        private FileChannel channel;

        MemoryDraft(StoredVersion version, Path file) {
            this.version = version;
            this.file = file;
        }

        @Override
        public FileChannel zip() throws IOException {
            channel = new NarrowChannel(FileChannel.open(file, StandardOpenOption.WRITE), () -> room);
            return channel;
        }

        @Override
        public FileChannel reopenZip() throws IOException {
            if (failsToReopen) {
                throw new IOException("too many open files");
            }
            return FileChannel.open(file, StandardOpenOption.READ);
        }

        @Override
        public void commit(byte[] info, byte[] mod, ModuleHash hash, Optional<ZipParts> parts) throws IOException {
            beforeCommit.run();
            // As a disk would, which is told to write what it has.
            channel.force(true);
            commit(info, mod, Optional.of(Files.readAllBytes(file)), Optional.of(hash));
            committedAZip.countDown();
        }

        @Override
        public void commit(byte[] info, byte[] mod) throws IOException {
            commit(info, mod, Optional.empty(), Optional.empty());
        }

        private void commit(byte[] info, byte[] mod, Optional<byte[]> zip, Optional<ModuleHash> hash)
                throws IOException {
            if (failsToCommit) {
                throw new IOException("the disk is full");
            }
            Version before = versions.get(version);
            if (before != null) {
                byte[] kept = before.files().get(VersionFile.MOD);
                if (kept != null && !Arrays.equals(kept, mod)) {
                    throw new IOException("another go.mod is kept");
                }
                if (hash.isPresent()
                        && before.hash().isPresent()
                        && !before.hash().equals(hash)) {
                    throw new IOException("another zip is kept");
                }
            }
            Map<VersionFile, byte[]> files = new EnumMap<>(VersionFile.class);
            if (before != null) {
                files.putAll(before.files());
            }
            files.put(VersionFile.INFO, info);
            files.put(VersionFile.MOD, mod);
            zip.ifPresent(bytes -> files.put(VersionFile.ZIP, bytes));
            versions.put(version, new Version(files, hash.isPresent() ? hash : Optional.empty()));
            commits.incrementAndGet();
        }

        @Override
        public void close() {
            try {
                if (channel != null) {
                    channel.close();
                }
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } finally {
                openDrafts.decrementAndGet();
            }
        }
    }
}
