package io.github.goproxy4j.testkit;

import io.github.goproxy4j.zip.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A file of a module, in memory. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TextFile(String path, byte[] bytes) implements SourceFile {
    @Override
    public Kind kind() {
        return Kind.REGULAR;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
