package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.zip.ModuleHash;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * One line of a {@link PinFile}: a checksum of the rest, the repository's name, module, version, commit, time, the hash of
 * the {@code .mod}, and the hash of the zip or a hyphen, with a space between them.
 *
 * @param repository the repository's name, which is visible ASCII
 * @param id the version
 * @param version what it was
 */
record PinLine(String repository, ModuleId id, PublishedVersion version) {
    private static final Pattern REPOSITORY = Pattern.compile("[!-~]{1,4096}");
    private static final String NO_ZIP = "-";
    private static final int FIELDS = 8;

    PinLine {
        requireName(repository);
    }

    static void requireName(String repository) {
        if (!REPOSITORY.matcher(repository).matches()) {
            throw new IllegalArgumentException("a repository's name is 1 to 4096 visible ASCII characters");
        }
    }

    /** Reads a line; empty if it is not to the letter what {@link #text} writes. */
    static Optional<PinLine> parse(String text) {
        String[] fields = text.split(" ", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            PinLine line = new PinLine(
                    fields[1],
                    new ModuleId(ModulePath.parse(fields[2]), ModuleVersion.parse(fields[3])),
                    new PublishedVersion(
                            new ObjectId(fields[4]),
                            Instant.parse(fields[5]),
                            new ModuleHash(fields[6]),
                            fields[7].equals(NO_ZIP) ? Optional.empty() : Optional.of(new ModuleHash(fields[7]))));
            return Optional.of(line).filter(read -> read.text().equals(text));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The line without its end. */
    String text() {
        String rest = String.join(
                " ",
                repository,
                id.path().toString(),
                id.version().toString(),
                version.commit().hex(),
                version.time().toString(),
                version.mod().text(),
                version.zip().map(ModuleHash::text).orElse(NO_ZIP));
        CRC32 checksum = new CRC32();
        checksum.update(rest.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) checksum.getValue()) + " " + rest;
    }

    byte[] bytes() {
        return (text() + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
