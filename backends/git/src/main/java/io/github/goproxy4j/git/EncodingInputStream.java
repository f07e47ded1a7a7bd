package io.github.goproxy4j.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Writes UTF-8 text in another encoding. A read throws a {@code CharacterCodingException} where the text is not UTF-8, or
 * the encoding lacks a character.
 */
final class EncodingInputStream extends InputStream {
    private static final int BLOCK = 8192;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Reader text;
    private final CharsetEncoder encoder;
    private final CharBuffer chars = CharBuffer.allocate(BLOCK).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(4 * BLOCK).flip();
    private boolean markPending;
    private boolean ended;

    EncodingInputStream(InputStream utf8, WorkingTreeEncoding encoding) {
        text = new InputStreamReader(utf8, StandardCharsets.UTF_8.newDecoder());
        encoder = encoding.charset().newEncoder();
        markPending = encoding.mark();
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, bytes.remaining());
        bytes.get(target, offset, n);
        return n;
    }

    /** Makes sure that there is a byte, or tells that there is none any more. */
    private boolean fill() throws IOException {
        while (!bytes.hasRemaining()) {
            if (ended) {
                return false;
            }
            bytes.clear();
            chars.compact();
            ended = text.read(chars) < 0;
            chars.flip();
            if (markPending && chars.hasRemaining()) {
                // Nothing stays nothing: an empty file gets no mark.
                bytes.put(BYTE_ORDER_MARK.getBytes(encoder.charset()));
                markPending = false;
            }
            CoderResult result = encoder.encode(chars, bytes, ended);
            if (result.isError()) {
                result.throwException();
            }
            bytes.flip();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
