package io.github.goproxy4j.git;

import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.SystemReader;

/**
 * Settings of JGit that hold for the whole Java process, for hosts that want them.
 *
 * <p>This library never changes them by itself, because a host may use JGit for other things. Call them at start, before
 * anything uses JGit.
 */
public final class GitRuntime {
    private static final int MIB = 1 << 20;

    private GitRuntime() {}

    /**
     * Keeps JGit to the repositories it is given.
     *
     * <p>Left alone, JGit at its first use runs {@code git --version} and {@code git config}, reads the user's and the
     * system's git configuration, measures the file system's clock by creating and deleting over a thousand files in the
     * repository's directory (some seconds), and writes a file below the user's configuration directory. After this call it
     * starts no process, writes no file, reads no configuration but that of the repository, does not see {@code GIT_*}
     * environment variables, and takes 10 ms for the resolution of file times.
     *
     * <p>Process-global: it replaces {@link SystemReader#getInstance()}. A host that needs the user's configuration for
     * other uses of JGit does not call it. Calling it again does nothing.
     */
    public static void quiet() {
        synchronized (GitRuntime.class) {
            if (!(SystemReader.getInstance() instanceof QuietSystemReader)) {
                SystemReader.setInstance(new QuietSystemReader(SystemReader.getInstance()));
            }
        }
    }

    /**
     * Bounds the memory that JGit's process-global cache of pack files uses, and streams all but small objects.
     *
     * <p>The cache gets an eighth of the maximum heap, from 4 to 256 MiB. Objects above a hundredth of the heap, from 512 KiB
     * to 16 MiB, are streamed, or put together on the disk where a pack stores them as deltas. Replaces the cache, so call it
     * before repositories are opened.
     */
    public static void boundMemory() {
        long heap = Runtime.getRuntime().maxMemory();
        WindowCacheConfig config = new WindowCacheConfig();
        config.setPackedGitLimit(Math.max(4L * MIB, Math.min(256L * MIB, heap / 8)));
        config.setPackedGitWindowSize(64 * 1024);
        config.setPackedGitOpenFiles(512);
        config.setDeltaBaseCacheLimit((int) Math.max(2L * MIB, Math.min(32L * MIB, heap / 32)));
        config.setStreamFileThreshold((int) Math.max(MIB / 2, Math.min(16L * MIB, heap / 100)));
        config.install();
    }
}
