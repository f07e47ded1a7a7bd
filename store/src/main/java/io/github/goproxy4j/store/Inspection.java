package io.github.goproxy4j.store;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all that is kept and compares it with what was put there: what no look at a file from outside can find. */
final class Inspection {
    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);

    private final StoreTree tree;
    private final StoreWalk walk;
    private final Examination examination;
    private final Consumer<StoredVersion> damaged;
    private final BooleanSupplier ended;

    Inspection(
            StoreTree tree,
            StoreWalk walk,
            Examination examination,
            Consumer<StoredVersion> damaged,
            BooleanSupplier ended) {
        this.tree = tree;
        this.walk = walk;
        this.examination = examination;
        this.damaged = damaged;
        this.ended = ended;
    }

    /** When the last inspection that reached its end began; empty if there was none. */
    Optional<Instant> last() throws IOException {
        return Files.exists(tree.layout().inspected())
                ? Optional.of(
                        Files.getLastModifiedTime(tree.layout().inspected()).toInstant())
                : Optional.empty();
    }

    /** Inspects all that is kept. */
    void run(Sha256.Pace pace) throws IOException {
        Instant begin = Instant.ofEpochMilli(tree.clock().millis());
        walk.versions((record, lastUse) -> {
            for (StoredFile file : record.files().keySet()) {
                inspect(new FileName(record.version(), file), pace);
            }
        });
        if (!ended.getAsBoolean()) {
            if (!Files.exists(tree.layout().inspected())) {
                tree.disk().create(tree.layout().inspected()).close();
            }
            tree.disk().touch(tree.layout().inspected(), begin);
        }
    }

    private void inspect(FileName name, Sha256.Pace pace) {
        try {
            if (examination.of(name, pace).isDamaged()) {
                damaged.accept(name.version());
            }
        } catch (IOException e) {
            if (!ended.getAsBoolean()) {
                LOG.warn("{} of {} cannot be inspected: {}", name.file(), name.version(), e.toString());
            }
        }
    }
}
