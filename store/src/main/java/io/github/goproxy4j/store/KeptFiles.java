package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.Origin;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What a store has of versions, or nothing without one; a store that fails has nothing, and is written about in the log.
 */
final class KeptFiles implements AutoCloseable {
    private static final int QUEUE = 1_024;
    private static final long IDLE_SECONDS = 10;
    private static final int MAX_INFO_BYTES = 1 << 20;

    private final @Nullable ModuleStore store;
    private final int maxGoModBytes;
    private final RareLog log;

    /** Keeps infos and go.mod files, one after the other; drops them when there are too many. */
    private final ThreadPoolExecutor keeper;

    KeptFiles(@Nullable ModuleStore store, CacheOptions options, LongSupplier nanos) {
        this.store = store;
        this.maxGoModBytes = options.maxGoModBytes();
        this.log = new RareLog(LoggerFactory.getLogger(ModuleCache.class), nanos);
        this.keeper = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                task -> {
                    Thread thread = new Thread(null, task, "goproxy4j-cache-keeper", 0, false);
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        keeper.allowCoreThreadTimeOut(true);
    }

    boolean hasStore() {
        return store != null;
    }

    Optional<ModuleFile> find(StoredVersion version, VersionFile file) {
        if (store == null) {
            return Optional.empty();
        }
        try {
            return store.find(version, file);
        } catch (IOException | RuntimeException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /** The hash that a zip of a version must have, if one was kept before. */
    Optional<ModuleHash> hash(StoredVersion version) {
        if (store == null) {
            return Optional.empty();
        }
        try {
            return store.hash(version);
        } catch (IOException | RuntimeException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /** The info of a version; empty as well if what is kept is another one's. */
    Optional<ModuleInfo> info(StoredVersion version) {
        Optional<ModuleFile> found = find(version, VersionFile.INFO);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (ModuleFile file = found.get()) {
            Optional<byte[]> bytes = SmallFile.read(file, MAX_INFO_BYTES);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(InfoText.read(bytes.get()))
                    .filter(info ->
                            info.version().equals(Optional.of(version.id().version())));
        } catch (IOException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /** The go.mod file of a version, or {@link SmallFile#LARGE}. */
    Optional<ModuleBytes> mod(StoredVersion version) {
        Optional<ModuleFile> found = find(version, VersionFile.MOD);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (ModuleFile file = found.get()) {
            return Optional.of(SmallFile.orLarge(file, maxGoModBytes));
        } catch (IOException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /** Begins to keep a version; empty if it cannot be kept now. */
    Optional<ModuleStore.Draft> begin(StoredVersion version) {
        if (store == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(store.begin(version));
        } catch (IOException | RuntimeException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /** Has a version kept without its zip, some time later. */
    void keepSoon(StoredVersion version, ModuleInfo info, ModuleBytes mod) {
        if (store == null) {
            return;
        }
        keeper.execute(() -> begin(version).ifPresent(opened -> {
            try (ModuleStore.Draft draft = opened) {
                draft.commit(info.toJson(), SmallFile.bytes(mod));
            } catch (IOException | RuntimeException e) {
                failed(e);
            }
        }));
    }

    /** Says in the log that something could not be kept, or not be found. */
    void failed(Exception e) {
        log.warn("the store of modules fails, and is done without", e);
    }

    /** Tells whether the repository has the very version that is kept; empty if that cannot be told. */
    Optional<Boolean> isSameIn(CachedRepository modules, StoredVersion version) {
        ModuleId id = version.id();
        try {
            ModuleInfo there = modules.infoAtSource(id);
            Optional<ModuleFile> kept = store == null ? Optional.empty() : store.find(version, VersionFile.INFO);
            if (kept.isEmpty()) {
                return Optional.of(true);
            }
            kept.get().close();
            // Nobody can compare with what cannot be read.
            return info(version).map(here -> isSame(here, there));
        } catch (ModuleAccessException e) {
            return switch (e.reason()) {
                case NOT_FOUND, INVALID, GONE -> Optional.of(false);
                case UNAUTHENTICATED, FORBIDDEN -> Optional.empty();
            };
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isSame(ModuleInfo here, ModuleInfo there) {
        Optional<String> kept = here.origin().map(Origin::hash);
        Optional<String> now = there.origin().map(Origin::hash);
        return here.version().equals(there.version())
                && here.time().equals(there.time())
                && (kept.isEmpty() || now.isEmpty() || kept.equals(now));
    }

    @Override
    public void close() {
        keeper.shutdownNow();
    }

    /** Reads a file whole, to be compared or kept. */
    static byte[] all(ModuleFile file, int limit) throws IOException {
        try (InputStream in = file.openStream(0)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new IOException("a file with more than " + limit + " bytes");
            }
            return bytes;
        }
    }
}
