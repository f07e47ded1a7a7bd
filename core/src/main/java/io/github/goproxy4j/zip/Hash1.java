package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Collects files for a hash of kind {@code h1:}: SHA-256 over one line per file, sorted by the bytes of the name.
 *
 * <p>A line is the file's SHA-256 in hexadecimal, two spaces, the name, and a newline. Source: {@code Hash1} in
 * {@code golang.org/x/mod/sumdb/dirhash}.
 */
final class Hash1 {
    private final List<byte[]> names = new ArrayList<>();
    private final Map<String, byte[]> hashes = new HashMap<>();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Adds a file. Of a name that was added before, the new hash stands for every occurrence, as in {@code HashZip}. */
    void add(String name, byte[] sha256) throws IOException {
        if (name.indexOf('\n') >= 0) {
            throw new IOException("dirhash: filenames with newlines are not supported");
        }
        names.add(GoText.encode(name));
        hashes.put(name, sha256);
    }

    ModuleHash finish() {
        names.sort(Arrays::compareUnsigned);
        MessageDigest all = sha256();
        HexFormat hex = HexFormat.of();
        for (byte[] name : names) {
            byte[] hash = hashes.get(GoText.decode(name));
            all.update(GoText.encode(hex.formatHex(hash) + "  "));
            all.update(name);
            all.update((byte) '\n');
        }
        return new ModuleHash("h1:" + Base64.getEncoder().encodeToString(all.digest()));
    }
}
