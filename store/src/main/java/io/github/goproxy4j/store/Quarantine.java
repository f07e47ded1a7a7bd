package io.github.goproxy4j.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where damaged files go, for somebody to look at: a directory for each finding, the oldest of which are deleted. What is
 * left of a version that was the only copy is not.
 */
final class Quarantine {
    static final String ONLY_COPY = "-only-copy";
    static final int MAX_FINDINGS = 32;

    private final StoreTree tree;

    Quarantine(StoreTree tree) {
        this.tree = tree;
    }

    /** Moves files of a version away, and writes down what was recorded of them. The tree's lock is held. */
    void take(VersionRecord record, List<StoredFile> files) throws IOException {
        Path finding = newFinding(record.isOnlyCopy());
        tree.disk().write(finding.resolve("record"), record.toBytes());
        for (StoredFile file : files) {
            Path path = tree.layout().file(record.version(), file);
            if (Files.exists(path)) {
                tree.disk().move(path, finding.resolve(path.getFileName()));
            }
        }
        forgetOldest();
    }

    /** Moves a record away that cannot be read, with all files of its version. The tree's lock is held. */
    void takeUnreadable(Path record) throws IOException {
        String name = record.getFileName().toString();
        String stem = name.substring(0, name.length() - VersionRecord.SUFFIX.length());
        // It may have been the only copy.
        Path finding = newFinding(true);
        for (StoredFile file : StoredFile.values()) {
            Path path = record.resolveSibling(stem + file.suffix());
            if (Files.exists(path)) {
                tree.disk().move(path, finding.resolve(path.getFileName()));
            }
        }
        tree.disk().move(record, finding.resolve(name));
        tree.disk().force(finding);
    }

    private Path newFinding(boolean isOnlyCopy) throws IOException {
        for (int number = 0; ; number++) {
            String name = tree.clock().millis() + "-" + number;
            Path finding = tree.layout().quarantine().resolve(name + (isOnlyCopy ? ONLY_COPY : ""));
            if (!Files.exists(finding)) {
                tree.disk().createDirectories(finding);
                return finding;
            }
        }
    }

    private void forgetOldest() throws IOException {
        List<Path> findings = new ArrayList<>(StoreTree.children(tree.layout().quarantine()));
        findings.removeIf(finding -> finding.getFileName().toString().endsWith(ONLY_COPY));
        findings.sort(Comparator.comparing(Quarantine::time));
        for (int i = 0; i < findings.size() - MAX_FINDINGS; i++) {
            for (Path file : StoreTree.children(findings.get(i))) {
                tree.disk().delete(file);
            }
            tree.disk().delete(findings.get(i));
        }
    }

    /** By their names, as what they are called is when they were made. */
    private static String time(Path finding) {
        String name = finding.getFileName().toString();
        return "0".repeat(Math.max(0, 40 - name.length())) + name;
    }
}
