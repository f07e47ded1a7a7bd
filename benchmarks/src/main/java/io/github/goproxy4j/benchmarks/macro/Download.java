package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * One answer that was read to its end, over a connection of its own.
 *
 * @param bytes the length of the body
 * @param checksum its CRC
 * @param firstByte seconds from the request until the first byte of the body was there
 * @param seconds seconds from the request until the body's end
 */
record Download(long bytes, long checksum, double firstByte, double seconds) {
    private static final int CHUNK = 1 << 16;
    private static final int TIMEOUT_MILLIS = 300_000;

    /** Reads a body and forgets it. */
    static Download get(int port, String path) throws IOException {
        return to(port, path, OutputStream.nullOutputStream());
    }

    /** Reads a body into a file. */
    static Download save(int port, String path, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return to(port, path, out);
        }
    }

    static String text(int port, String path) throws IOException {
        HttpURLConnection connection = open(port, path);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpURLConnection open(int port, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setUseCaches(false);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty("Connection", "close");
        return connection;
    }

    private static Download to(int port, String path, OutputStream out) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] chunk = new byte[CHUNK];
        long begin = System.nanoTime();
        HttpURLConnection connection = open(port, path);
        long bytes = 0;
        long first = 0;
        try (InputStream in = connection.getInputStream()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                first = first == 0 ? System.nanoTime() : first;
                checksum.update(chunk, 0, n);
                out.write(chunk, 0, n);
                bytes += n;
            }
        }
        long end = System.nanoTime();
        long promised = connection.getContentLengthLong();
        if (bytes == 0 || promised >= 0 && promised != bytes) {
            throw new IOException(path + " ended after " + bytes + " of " + promised + " bytes");
        }
        return new Download(bytes, checksum.getValue(), (first - begin) / 1e9, (end - begin) / 1e9);
    }
}
