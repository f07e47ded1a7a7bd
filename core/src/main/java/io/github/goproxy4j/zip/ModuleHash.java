package io.github.goproxy4j.zip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * The hash by which go.sum and the checksum database know a module or its go.mod file: {@code h1:} and 44 characters.
 *
 * <p>It covers names and contents, not the bytes of the zip around them. Source: {@code golang.org/x/mod/sumdb/dirhash}.
 *
 * @param text the hash as it stands in go.sum
 */
public record ModuleHash(String text) {
    /** 32 bytes in base64: 43 characters, of which the last has two bits to spare, and the padding. */
    private static final Pattern FORM = Pattern.compile("h1:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");

    private static final int CHUNK = 1 << 16;

    /**
     * Checks the form.
     *
     * @param text the hash as it stands in go.sum
     * @throws IllegalArgumentException if the text is no such hash
     */
    public ModuleHash {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not an h1 hash of a module");
        }
    }

    /**
     * Computes the hash of a module zip, whether or not Go's rules accept the zip.
     *
     * @param zip the file
     * @return the hash over all its entries, directories included ({@code dirhash.HashZip})
     * @throws IOException if the file cannot be read as a zip, an entry is damaged or has a newline in its name, or the
     *     zip has more in it than Go allows a module
     */
    public static ModuleHash ofZip(Path zip) throws IOException {
        try (ZipArchive archive = ZipArchive.open(zip)) {
            return ofZip(archive);
        }
    }

    /**
     * Computes the hash of a module zip that an open channel reads.
     *
     * @param zip the channel; closed
     * @return as {@link #ofZip(Path)}
     * @throws IOException as {@link #ofZip(Path)}
     */
    public static ModuleHash ofZip(FileChannel zip) throws IOException {
        try (ZipArchive archive = ZipArchive.open(zip)) {
            return ofZip(archive);
        }
    }

    private static ModuleHash ofZip(ZipArchive archive) throws IOException {
        Hash1 hash = new Hash1();
        byte[] chunk = new byte[CHUNK];
        for (ZipArchive.Entry entry : archive.entries()) {
            try (InputStream in = archive.open(entry)) {
                hash.add(entry.name(), sha256(in, chunk));
            }
        }
        return hash.finish();
    }

    /**
     * Computes the hash of a directory tree that holds the files of a module zip.
     *
     * @param directory the root
     * @param prefix what the names begin with, without slash at its end: {@code path@version} for the hash of the zip
     * @return the hash over all files ({@code dirhash.HashDir})
     * @throws IOException if the tree cannot be read, or has anything but directories and regular files
     */
    public static ModuleHash ofDirectory(Path directory, String prefix) throws IOException {
        Hash1 hash = new Hash1();
        byte[] chunk = new byte[CHUNK];
        for (SourceFile file : DirectoryFiles.all(directory)) {
            if (file.kind() != SourceFile.Kind.REGULAR) {
                throw new IOException(file.path() + " is not a regular file");
            }
            try (InputStream in = file.open()) {
                hash.add(prefix + "/" + file.path(), sha256(in, chunk));
            }
        }
        return hash.finish();
    }

    /**
     * Computes the hash of a go.mod file, the one of the lines {@code path version/go.mod} in go.sum.
     *
     * @param mod the file's bytes
     * @return the hash
     */
    public static ModuleHash ofGoMod(byte[] mod) {
        try {
            return ofGoMod(new ByteArrayInputStream(mod));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Computes the hash of a go.mod file from a stream.
     *
     * @param mod the file's bytes, read to the end; the caller closes it
     * @return the hash
     * @throws IOException if the stream cannot be read
     */
    public static ModuleHash ofGoMod(InputStream mod) throws IOException {
        Hash1 hash = new Hash1();
        hash.add("go.mod", sha256(mod, new byte[CHUNK]));
        return hash.finish();
    }

    private static byte[] sha256(InputStream in, byte[] chunk) throws IOException {
        MessageDigest digest = Hash1.sha256();
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            digest.update(chunk, 0, n);
        }
        return digest.digest();
    }

    /** Returns the hash as it stands in go.sum. */
    @Override
    public String toString() {
        return text;
    }
}
