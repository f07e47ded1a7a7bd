package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.zip.ModuleHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a store knows of a version that it keeps: the file {@code VERSION.stored}, whose being there is the commit. A file
 * that it does not name is not served.
 *
 * <p>It is a text of lines that ends with the SHA-256 of all before, so that what was not written whole is no record; and it
 * names its version, so that one that was copied to another place is none either.
 *
 * @param version whose record it is
 * @param isOnlyCopy whether the version cannot be had again, and so is never evicted
 * @param hash the hash of the zip, if there is one or was one before it was damaged
 * @param files the files that are kept
 */
record VersionRecord(
        StoredVersion version, boolean isOnlyCopy, Optional<ModuleHash> hash, Map<StoredFile, RecordedFile> files) {
    static final String SUFFIX = ".stored";
    /** Longer than any record is. */
    static final int MAX_BYTES = 1 << 16;

    private static final String FORMATS = "goproxy4j-store ";
    private static final String FORMAT = FORMATS + "1";

    VersionRecord {
        files = Map.copyOf(files);
    }

    boolean hasZip() {
        return files.containsKey(StoredFile.ZIP);
    }

    Optional<RecordedFile> file(StoredFile file) {
        return Optional.ofNullable(files.get(file));
    }

    long bytes() {
        return files.values().stream().mapToLong(RecordedFile::size).sum();
    }

    VersionRecord asOnlyCopy() {
        return new VersionRecord(version, true, hash, files);
    }

    VersionRecord with(StoredFile file, RecordedFile recorded) {
        Map<StoredFile, RecordedFile> changed = new EnumMap<>(StoredFile.class);
        changed.putAll(files);
        changed.put(file, recorded);
        return new VersionRecord(version, isOnlyCopy, hash, changed);
    }

    VersionRecord without(List<StoredFile> gone) {
        Map<StoredFile, RecordedFile> changed = new EnumMap<>(StoredFile.class);
        changed.putAll(files);
        changed.keySet().removeAll(gone);
        // The hash stays, so that a zip that is made again must have the same contents.
        return new VersionRecord(version, isOnlyCopy, hash, changed);
    }

    byte[] toBytes() {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        text.append("project ").append(hex(version.project())).append('\n');
        text.append("module ").append(version.id().path()).append('\n');
        text.append("version ").append(version.id().version()).append('\n');
        text.append("copy ").append(isOnlyCopy ? "only" : "other").append('\n');
        hash.ifPresent(h1 -> text.append("hash ").append(h1.text()).append('\n'));
        for (StoredFile file : StoredFile.values()) {
            RecordedFile recorded = files.get(file);
            if (recorded != null) {
                text.append(file.name().toLowerCase(Locale.ROOT));
                text.append(' ').append(recorded.size());
                text.append(' ').append(recorded.modifiedNanos());
                text.append(' ').append(recorded.inode());
                text.append(' ').append(recorded.sha256()).append('\n');
            }
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] end = ("end " + Sha256.of(body) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[body.length + end.length];
        System.arraycopy(body, 0, all, 0, body.length);
        System.arraycopy(end, 0, all, body.length, end.length);
        return all;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(ProjectName.units(text));
    }

    /**
     * Reads a record.
     *
     * @param bytes what a file holds
     * @return the record, or empty if the file is none
     */
    static Optional<VersionRecord> read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf("end ");
        if (end < 0) {
            return Optional.empty();
        }
        String body = text.substring(0, end);
        if (!text.substring(end).equals("end " + Sha256.of(body.getBytes(StandardCharsets.UTF_8)) + "\n")) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(body.lines().toList()));
        } catch (RuntimeException e) {
            // Whole by its hash and still unreadable: of another format.
            return Optional.empty();
        }
    }

    /** Whether a text that is no record is one of a format that this code does not know. */
    static boolean isOfOtherFormat(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith(FORMATS) && !text.startsWith(FORMAT + "\n") && text.indexOf('\n') > 0;
    }

    private static VersionRecord read(List<String> lines) {
        if (!lines.get(0).equals(FORMAT)) {
            throw new IllegalArgumentException("another format");
        }
        StoredVersion version = new StoredVersion(
                ProjectName.ofUnits(HexFormat.of().parseHex(value(lines, "project"))),
                new ModuleId(ModulePath.parse(value(lines, "module")), ModuleVersion.parse(value(lines, "version"))));
        Map<StoredFile, RecordedFile> files = new EnumMap<>(StoredFile.class);
        for (StoredFile file : StoredFile.values()) {
            Optional<String> recorded = find(lines, file.name().toLowerCase(Locale.ROOT));
            if (recorded.isPresent()) {
                files.put(file, recordedFile(fields(recorded.get())));
            }
        }
        return new VersionRecord(
                version,
                value(lines, "copy").equals("only"),
                find(lines, "hash").map(ModuleHash::new),
                files);
    }

    private static RecordedFile recordedFile(List<String> fields) {
        return new RecordedFile(
                Long.parseLong(fields.get(0)),
                Long.parseLong(fields.get(1)),
                Long.parseLong(fields.get(2)),
                fields.get(3));
    }

    private static String value(List<String> lines, String name) {
        return find(lines, name).orElseThrow();
    }

    private static Optional<String> find(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst();
    }

    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', start)) {
            fields.add(text.substring(start, space));
            start = space + 1;
        }
        fields.add(text.substring(start));
        return fields;
    }
}
