package io.github.goproxy4j.git;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The encoding that a file has outside the repository, by its attribute {@code working-tree-encoding}.
 *
 * <p>Git leaves the work to iconv. Only those encodings are written here which Java writes exactly like the GNU C library's
 * iconv; the others are refused, because another byte would be another hash.
 *
 * @param charset how characters are written
 * @param mark whether a byte order mark comes first
 */
record WorkingTreeEncoding(Charset charset, boolean mark) {
    static final String ATTRIBUTE = "working-tree-encoding";

    /** Without a byte order in the name iconv takes the machine's; all that run {@code go} servers are little-endian. */
    private static final Map<String, WorkingTreeEncoding> UNICODE = Map.of(
            "16", new WorkingTreeEncoding(StandardCharsets.UTF_16LE, true),
            "16le", new WorkingTreeEncoding(StandardCharsets.UTF_16LE, false),
            "16be", new WorkingTreeEncoding(StandardCharsets.UTF_16BE, false),
            "16le-bom", new WorkingTreeEncoding(StandardCharsets.UTF_16LE, true),
            "16be-bom", new WorkingTreeEncoding(StandardCharsets.UTF_16BE, true),
            "32", new WorkingTreeEncoding(Charset.forName("UTF-32LE"), true),
            "32le", new WorkingTreeEncoding(Charset.forName("UTF-32LE"), false),
            "32be", new WorkingTreeEncoding(Charset.forName("UTF-32BE"), false));

    /** Names that mean the same to Java and to iconv, with the same table behind them. */
    private static final Set<String> SINGLE_BYTE = Set.of(
            "us-ascii",
            "ascii",
            "iso-8859-1",
            "latin1",
            "iso-8859-2",
            "iso-8859-4",
            "iso-8859-5",
            "iso-8859-7",
            "iso-8859-9",
            "iso-8859-13",
            "iso-8859-15",
            "windows-1250",
            "windows-1251",
            "windows-1252",
            "windows-1253",
            "windows-1254",
            "windows-1257",
            "cp1250",
            "cp1251",
            "cp1252",
            "cp1253",
            "cp1254",
            "cp1257",
            "koi8-r");

    /**
     * Finds the encoding.
     *
     * @return it, or nothing if the committed bytes are already right
     * @throws IOException if there is none of this name, or none that can be written exactly
     */
    static Optional<WorkingTreeEncoding> of(Assignment assignment) throws IOException {
        switch (assignment.state()) {
            // Git refuses the one and takes the others for an empty name: ArchiveRefusal comes first.
            case SET, UNSET, UNSPECIFIED -> {
                return Optional.empty();
            }
            case VALUE -> {
                if (assignment.value().isEmpty()) {
                    return Optional.empty();
                }
            }
        }
        String name = assignment.value().toLowerCase(Locale.ROOT);
        if (name.startsWith("utf")) {
            String rest = name.substring(name.startsWith("utf-") ? 4 : 3);
            if (rest.equals("8")) {
                return Optional.empty();
            }
            WorkingTreeEncoding unicode = UNICODE.get(rest);
            if (unicode != null) {
                return Optional.of(unicode);
            }
        } else if (SINGLE_BYTE.contains(name)) {
            return Optional.of(new WorkingTreeEncoding(Charset.forName(name), false));
        }
        throw new IOException("files with working-tree-encoding=" + assignment.value() + " cannot be written exactly");
    }
}
