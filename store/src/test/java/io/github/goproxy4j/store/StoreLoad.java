package io.github.goproxy4j.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A program that uses a store from several threads until it is killed: it keeps, reads, removes and evicts versions whose
 * bytes it knows. It prints {@code WRONG} where it reads other bytes, and {@code KEPT} with each version that is the only copy
 * from then on.
 */
final class StoreLoad {
    static final int VERSIONS = 24;
    static final int FOREVER = 3;
    static final long MAX_BYTES = 160_000;

    private final DiskStore store;
    private final List<SampleVersion> mine;
    private final List<SampleVersion> theirs;
    private final PrintStream out;

    private StoreLoad(DiskStore store, List<SampleVersion> mine, List<SampleVersion> theirs, PrintStream out) {
        this.store = store;
        this.mine = mine;
        this.theirs = theirs;
        this.out = out;
    }

    /** The versions, with zips of a level of compression. */
    static List<SampleVersion> versions(int level) {
        List<SampleVersion> versions = new ArrayList<>();
        for (int i = 0; i < VERSIONS; i++) {
            String module = i < FOREVER ? "example.com/forever" : "example.com/M" + i % 3;
            versions.add(SampleVersion.of("group/p", module, "v1." + i + ".0", 2000 + 900 * i, level));
        }
        return versions;
    }

    /** Arguments: directory, seed, whether to wait for the disk. Begins at a line of input. */
    public static void main(String[] arguments) throws Exception {
        Random random = new Random(Long.parseLong(arguments[1]));
        boolean fast = random.nextBoolean();
        List<SampleVersion> mine = versions(fast ? 1 : 6);
        List<SampleVersion> theirs = versions(fast ? 6 : 1);
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        out.println("READY");
        if (System.in.read() < 0) {
            return;
        }
        DiskFiles disk = random.nextBoolean() ? new HastyFiles() : new SystemFiles();
        DiskStore store = DiskStore.open(
                Path.of(arguments[0]), DiskStoreOptions.defaults().withMaxBytes(MAX_BYTES), disk);
        store.connect(new ModuleStore.Sources() {
            @Override
            public Optional<Boolean> has(StoredVersion version) {
                return Optional.of(true);
            }

            @Override
            public void rebuild(StoredVersion version) {
                out.println("WRONG, nothing has damaged " + version);
            }
        });
        StoreLoad load = new StoreLoad(store, mine, theirs, out);
        for (int i = 0; i < 3; i++) {
            Random own = new Random(random.nextLong());
            new Thread(() -> load.runForever(own)).start();
        }
    }

    private void runForever(Random random) {
        for (; ; ) {
            int i = random.nextInt(VERSIONS);
            try {
                step(i, random.nextInt(12));
            } catch (NoSuchFileException e) {
                // Of a draft whose file another process has deleted: that must not be.
                out.println("WRONG " + e);
            } catch (IOException e) {
                // The store is full for now: the next step may find room.
                Thread.onSpinWait();
            } catch (RuntimeException e) {
                out.println("WRONG " + e);
            }
        }
    }

    private void step(int i, int what) throws IOException {
        SampleVersion version = mine.get(i);
        switch (what) {
            case 0 -> store.remove(version.name());
            case 1 -> version.keepPartly(store);
            case 2, 3, 4, 5 -> version.keepIn(store);
            case 6 -> {
                if (i < FOREVER) {
                    version.keepIn(store);
                    store.keepForever(version.name());
                    out.println("KEPT " + i);
                }
            }
            default -> {
                for (VersionFile file : VersionFile.values()) {
                    read(i, file);
                }
            }
        }
    }

    private void read(int i, VersionFile file) throws IOException {
        Optional<ModuleFile> found = store.find(mine.get(i).name(), file);
        if (found.isEmpty()) {
            return;
        }
        try (ModuleFile lease = found.get()) {
            try (InputStream in = lease.openStream(0)) {
                check(i, file, in.readAllBytes());
            }
            if (file == VersionFile.ZIP) {
                Optional<Path> path = lease.path();
                if (path.isPresent()) {
                    check(i, file, Files.readAllBytes(path.get()));
                }
                Optional<ByteBuffer> buffer = lease.buffer();
                if (buffer.isPresent()) {
                    byte[] bytes = new byte[buffer.get().remaining()];
                    buffer.get().get(bytes);
                    check(i, file, bytes);
                }
            }
        }
    }

    private void check(int i, VersionFile file, byte[] bytes) {
        if (!Arrays.equals(bytes, mine.get(i).bytes(file))
                && !Arrays.equals(bytes, theirs.get(i).bytes(file))) {
            out.println("WRONG bytes of " + file + " of " + mine.get(i).name());
        }
    }
}
