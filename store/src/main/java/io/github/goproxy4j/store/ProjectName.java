package io.github.goproxy4j.store;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The name of a project's directory: its key where that is a plain name, and otherwise an escaped form of it. Two keys never
 * have the same name, also where the file system knows no capital letters.
 */
final class ProjectName {
    /** The name of the empty key, which a host with one project has. */
    static final String OF_EMPTY_KEY = "_root";

    private static final String OF_LONG_KEY = "_sha256-";
    private static final String OF_NO_TEXT = "_units-";
    private static final int MAX_LENGTH = 120;
    /** Names that are devices on Windows, whatever follows behind a dot. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private ProjectName() {}

    static String of(String key) {
        if (key.isEmpty()) {
            return OF_EMPTY_KEY;
        }
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(key)) {
            return OF_NO_TEXT + Sha256.of(units(key));
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < bytes.length && name.length() <= MAX_LENGTH; i++) {
            char c = (char) Byte.toUnsignedInt(bytes[i]);
            boolean atEdge = i == 0 || i == bytes.length - 1;
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || ((c == '-' || c == '.') && !atEdge)) {
                name.append(c);
            } else {
                name.append('_').append(String.format(Locale.ROOT, "%02x", (int) c));
            }
        }
        return name.length() > MAX_LENGTH || isDevice(name.toString())
                ? OF_LONG_KEY + Sha256.of(bytes)
                : name.toString();
    }

    /** The characters of any string, also of one that no encoding has bytes for. */
    static byte[] units(String text) {
        byte[] units = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            units[2 * i] = (byte) (text.charAt(i) >> 8);
            units[2 * i + 1] = (byte) text.charAt(i);
        }
        return units;
    }

    static String ofUnits(byte[] units) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < units.length; i += 2) {
            text.append((char) (units[i] << 8 | Byte.toUnsignedInt(units[i + 1])));
        }
        return text.toString();
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        return DEVICES.contains(stem) || (stem.length() == 4 && (stem.startsWith("com") || stem.startsWith("lpt")));
    }
}
