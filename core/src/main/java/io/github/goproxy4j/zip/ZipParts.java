package io.github.goproxy4j.zip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where in a finished module zip the contents of its files lie compressed, by their ids, and the zip's hash: what is needed
 * to copy them into another zip without compressing, or even reading, them again.
 *
 * <p>Immutable and thread-safe.
 */
public final class ZipParts {
    private static final int FORMAT = 0x67707a31;
    private static final int SHA256_BYTES = 32;

    /**
     * One compressed file.
     *
     * @param offset where its compressed data begin in the zip
     * @param compressedSize how many bytes these are
     * @param isDeflated whether they are deflated, and not stored as they are
     * @param size how many bytes the content has
     * @param crc32 the content's CRC-32
     * @param sha256 the content's SHA-256; neither side changes the array
     * @param dataCrc32 the CRC-32 of the compressed data, by which a copy is checked
     */
    public record Part(
            long offset,
            long compressedSize,
            boolean isDeflated,
            long size,
            int crc32,
            @SuppressWarnings("ArrayRecordComponent") byte[] sha256,
            int dataCrc32) {}

    private final ModuleHash hash;
    private final Map<ContentId, Part> parts;

    private ZipParts(ModuleHash hash, Map<ContentId, Part> parts) {
        this.hash = hash;
        this.parts = parts;
    }

    /**
     * Creates a table.
     *
     * @param hash the hash of the zip
     * @param parts the files whose contents have an id
     * @return the table
     */
    public static ZipParts of(ModuleHash hash, Map<ContentId, Part> parts) {
        return new ZipParts(hash, new LinkedHashMap<>(parts));
    }

    /**
     * Returns the hash of the zip.
     *
     * @return the hash that clients compute
     */
    public ModuleHash hash() {
        return hash;
    }

    /**
     * Finds a content.
     *
     * @param content its id
     * @return where it is, or empty if it is not in this zip
     */
    public Optional<Part> find(ContentId content) {
        return Optional.ofNullable(parts.get(content));
    }

    /**
     * Returns the contents that are in the zip.
     *
     * @return their ids; unmodifiable
     */
    public Collection<ContentId> contents() {
        return Collections.unmodifiableSet(parts.keySet());
    }

    /**
     * Writes the table.
     *
     * @return bytes that {@link #read} reads
     */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(hash.text());
            out.writeInt(parts.size());
            for (Map.Entry<ContentId, Part> entry : parts.entrySet()) {
                write(out, entry.getKey(), entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, ContentId content, Part part) throws IOException {
        byte[] id = content.text().getBytes(StandardCharsets.US_ASCII);
        out.writeByte(id.length);
        out.write(id);
        out.writeLong(part.offset());
        out.writeLong(part.compressedSize());
        out.writeBoolean(part.isDeflated());
        out.writeLong(part.size());
        out.writeInt(part.crc32());
        out.write(part.sha256(), 0, SHA256_BYTES);
        out.writeInt(part.dataCrc32());
    }

    /**
     * Reads a table.
     *
     * @param bytes what {@link #toBytes} wrote
     * @return the table
     * @throws IOException if the bytes are not such a table
     */
    public static ZipParts read(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != FORMAT) {
                throw new IOException("not a table of the parts of a zip");
            }
            ModuleHash hash = new ModuleHash(in.readUTF());
            int count = in.readInt();
            Map<ContentId, Part> parts = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                byte[] id = in.readNBytes(in.readUnsignedByte());
                ContentId content = new ContentId(new String(id, StandardCharsets.US_ASCII));
                parts.put(content, readPart(in));
            }
            if (in.read() >= 0) {
                throw new IOException("a table of the parts of a zip with more behind it");
            }
            return new ZipParts(hash, parts);
        } catch (IllegalArgumentException e) {
            throw new IOException("a damaged table of the parts of a zip", e);
        }
    }

    private static Part readPart(DataInputStream in) throws IOException {
        long offset = in.readLong();
        long compressedSize = in.readLong();
        boolean isDeflated = in.readBoolean();
        long size = in.readLong();
        int crc32 = in.readInt();
        byte[] sha256 = new byte[SHA256_BYTES];
        in.readFully(sha256);
        return new Part(offset, compressedSize, isDeflated, size, crc32, sha256, in.readInt());
    }
}
