package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips for tests, one of them made in the slow way: by the platform, file by file. */
final class ZipSamples {
    static final ModuleId ID = new ModuleId(ModulePath.parse("example.com/m"), ModuleVersion.parse("v1.0.0"));

    private ZipSamples() {}

    /** Text that compresses like source, or bytes that do not compress at all. */
    static byte[] content(Random random, int size, boolean compressible) {
        byte[] bytes = new byte[size];
        if (!compressible) {
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder text = new StringBuilder(size + 64);
        while (text.length() < size) {
            text.append("func f")
                    .append(random.nextInt(500))
                    .append("() { return x")
                    .append(random.nextInt(50));
            text.append(" }\n");
        }
        System.arraycopy(text.toString().getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, size);
        return bytes;
    }

    static byte[] write(List<? extends SourceFile> files, ZipOptions options) throws InvalidZipException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModuleZip.write(ID, files, options, out);
        return out.toByteArray();
    }

    /** The hash of the zip that the platform makes of the files. */
    static ModuleHash slowHash(List<BytesFile> files, Path file) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (BytesFile one : files) {
                out.putNextEntry(new ZipEntry(ID + "/" + one.path()));
                out.write(one.bytes);
                out.closeEntry();
            }
        }
        return ModuleHash.ofZip(file);
    }
}
