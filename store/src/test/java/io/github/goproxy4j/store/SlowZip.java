package io.github.goproxy4j.store;

import io.github.goproxy4j.repository.GrowingFile;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.ZipParts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A zip that a repository makes as fast as the test wants. */
final class SlowZip {
    private final byte[] bytes;
    private final GrowingFile growing;
    private final OutputStream out;
    private int written;
    /** Of one that was finished before anybody opened it: without a lease at its end it would be gone. */
    private ModuleFile early;

    final CountDownLatch abandoned = new CountDownLatch(1);
    final CountDownLatch opened = new CountDownLatch(1);

    SlowZip(Path directory, byte[] bytes) throws IOException {
        this.bytes = bytes;
        Path file = Files.createTempFile(directory, "slow", ".zip");
        this.growing = GrowingFile.of(
                FileChannel.open(file, StandardOpenOption.WRITE),
                () -> FileChannel.open(file, StandardOpenOption.READ),
                abandoned::countDown);
        this.out = growing.output();
    }

    synchronized ModuleFile open() throws IOException {
        ModuleFile lease = early == null ? growing.lease().orElseThrow() : early;
        early = null;
        opened.countDown();
        return lease;
    }

    /** Writes as much as the file has not yet, up to a length. */
    void writeUpTo(int length) throws IOException {
        out.write(bytes, written, length - written);
        written = length;
    }

    void finish() throws IOException {
        finish(Optional.empty());
    }

    synchronized void finish(Optional<ZipParts> parts) throws IOException {
        if (opened.getCount() > 0) {
            early = growing.lease().orElseThrow();
        }
        writeUpTo(bytes.length);
        growing.finish(StrongTag.of(bytes), Modules.TIME, parts);
    }

    void fail(Exception cause) {
        growing.fail(cause);
    }
}
