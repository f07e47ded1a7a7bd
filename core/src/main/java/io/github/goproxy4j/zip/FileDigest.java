package io.github.goproxy4j.zip;

/**
 * What a zip and its hash say of one file, once it is compressed.
 *
 * @param size how many bytes the content has
 * @param crc32 the content's CRC-32
 * @param sha256 the content's SHA-256
 * @param compressedSize how many bytes the deflate data have
 * @param dataCrc32 the CRC-32 of the deflate data
 */
record FileDigest(
        long size,
        int crc32,
        @SuppressWarnings("ArrayRecordComponent") byte[] sha256,
        long compressedSize,
        int dataCrc32) {
    static FileDigest of(ZipParts.Part part) {
        return new FileDigest(part.size(), part.crc32(), part.sha256(), part.compressedSize(), part.dataCrc32());
    }

    ZipParts.Part at(long offset) {
        return new ZipParts.Part(offset, compressedSize, true, size, crc32, sha256, dataCrc32);
    }
}
