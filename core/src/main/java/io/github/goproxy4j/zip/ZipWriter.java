package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.ModuleId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Writes checked files as a module zip, and computes its hash on the way.
 *
 * <p>Entries are deflated, in the order of the files, without directories, dates or attributes. Others compress them; here
 * they are handed out, a few at a time, and written in their order. Memory is needed for names, and for what is on its way.
 */
final class ZipWriter {
    /** What is on its way for each thread that compresses, and at most. */
    private static final int BYTES_PER_WORKER = 1 << 20;

    private static final int MAX_BYTES = 8 << 20;

    private final ModuleId id;
    private final int level;
    private final RawArchive archive;
    private final ZipWorkers.Lane lane;
    private final int window;
    private final ByteBudget budget = ByteBudget.shared();
    private final Hash1 hash = new Hash1();
    private final Map<ContentId, ZipParts.Part> parts = new LinkedHashMap<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long pendingBytes;

    /** A batch that was handed out, and how much of the budget it has taken. */
    private record Pending(Batch batch, int taken, Future<Optional<Batch.Compressed>> task) {}

    private ZipWriter(ModuleId id, int level, RawArchive archive, ZipWorkers workers, ZipWorkers.Lane lane) {
        this.id = id;
        this.level = level;
        this.archive = archive;
        this.lane = lane;
        this.window = Math.min(BYTES_PER_WORKER * Math.max(workers.size(), 2), MAX_BYTES);
    }

    /** Writes the files; the stream is not closed, and holds no readable zip if this throws. */
    static ZipParts write(ModuleId id, List<PlannedFile> files, int level, OutputStream out)
            throws InvalidZipException, IOException {
        ZipWorkers workers = ZipWorkers.shared();
        LimitedOutput limited = new LimitedOutput(out, ZipLimits.MAX_ZIP_BYTES);
        RawArchive archive = new RawArchive(limited);
        ZipWorkers.Lane lane = workers.open();
        ZipWriter writer = new ZipWriter(id, level, archive, workers, lane);
        try (lane) {
            ZipParts parts = writer.write(files);
            limited.flush();
            return parts;
        } catch (LimitedOutput.FullException e) {
            throw new InvalidZipException(
                    "module zip file is too large (limit is " + ZipLimits.MAX_ZIP_BYTES + " bytes)");
        } finally {
            writer.giveUp();
            archive.free();
        }
    }

    /** What nobody waits for any more counts no more. */
    private void giveUp() {
        pending.forEach(one -> budget.giveBack(one.taken()));
        pending.clear();
    }

    private ZipParts write(List<PlannedFile> files) throws IOException {
        Batch batch = new Batch();
        for (PlannedFile file : files) {
            boolean isLarge = file.size() > LargeFile.THRESHOLD;
            if (isLarge || !batch.hasRoomFor(file)) {
                handOut(batch);
                batch = new Batch();
            }
            if (isLarge) {
                writeAll();
                writeLarge(file);
            } else {
                batch.add(file);
            }
        }
        handOut(batch);
        writeAll();
        archive.finish();
        return ZipParts.of(hash.finish(), parts);
    }

    private void handOut(Batch batch) throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        while (!pending.isEmpty() && (isFirstDone() || pendingBytes + batch.weight() > window)) {
            writeFirst();
        }
        int wanted = (int) batch.weight();
        boolean taken = budget.tryTake(wanted);
        while (!taken && !pending.isEmpty()) {
            writeFirst();
            taken = budget.tryTake(wanted);
        }
        // One batch is made in any case, so that no zip waits for another one.
        pending.add(new Pending(batch, taken ? wanted : 0, lane.submit(() -> batch.compress(level, lane))));
        pendingBytes += wanted;
    }

    private boolean isFirstDone() {
        return pending.element().task().isDone();
    }

    private void writeAll() throws IOException {
        while (!pending.isEmpty()) {
            writeFirst();
        }
    }

    private void writeFirst() throws IOException {
        Pending first = pending.element();
        Optional<Batch.Compressed> done = Tasks.await(first.task());
        Batch.Compressed compressed =
                done.isPresent() ? done.get() : first.batch().compressHere(level);
        int offset = 0;
        List<PlannedFile> files = first.batch().files();
        for (int i = 0; i < files.size(); i++) {
            FileDigest digest = compressed.digests().get(i);
            int size = (int) digest.compressedSize();
            InputStream data = new ByteArrayInputStream(compressed.data(), offset, size);
            String name = ZipPlan.name(id, files.get(i));
            added(files.get(i), name, archive.add(name, digest, data));
            offset += size;
        }
        pending.remove();
        budget.giveBack(first.taken());
        pendingBytes -= first.batch().weight();
    }

    private void writeLarge(PlannedFile file) throws IOException {
        String name = ZipPlan.name(id, file);
        Optional<KeptData> kept = KeptData.find(file, archive);
        if (kept.isPresent()) {
            try (InputStream data = kept.get().open()) {
                added(file, name, archive.add(name, kept.get().digest(), data));
            }
        } else {
            try (LargeFile data = new LargeFile(file, level, lane, window, budget)) {
                added(file, name, archive.add(name, data::digest, data));
            }
        }
    }

    private void added(PlannedFile file, String name, RawArchive.Added added) throws IOException {
        hash.add(name, added.digest().sha256());
        Optional<ContentId> content = file.file().content();
        if (content.isPresent()) {
            parts.putIfAbsent(content.get(), added.digest().at(added.offset()));
        }
    }
}
