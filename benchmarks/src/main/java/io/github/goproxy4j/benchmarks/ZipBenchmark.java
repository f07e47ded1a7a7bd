package io.github.goproxy4j.benchmarks;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.zip.InvalidZipException;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ModuleZip;
import io.github.goproxy4j.zip.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Writing the zip of 20 MB of source in 2,000 files that are in memory, with its hash. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class ZipBenchmark {
    private static final int FILES = 2_000;
    private static final int AVERAGE = 10_000;

    private final ModuleId id = new ModuleId(HeapRepository.MODULE, ModuleVersion.parse("v1.0.0"));
    private List<SourceFile> files = List.of();

    private static final class HeapFile implements SourceFile {
        private final String path;
        private final byte[] bytes;

        HeapFile(String path, String text) {
            this.path = path;
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String path() {
            return path;
        }

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

    /** Makes the files, of a quarter of the average to seven quarters. */
    @Setup(Level.Trial)
    public void generate() {
        files = IntStream.range(0, FILES)
                .<SourceFile>mapToObj(i -> new HeapFile(
                        "pkg" + i / 40 + "/file" + i + ".go",
                        SourceText.of(i, AVERAGE / 4 + i * 7919 % (AVERAGE * 3 / 2))))
                .toList();
    }

    /** From the files to the hash. */
    @Benchmark
    public ModuleHash write() throws InvalidZipException, IOException {
        return ModuleZip.write(id, files, OutputStream.nullOutputStream());
    }
}
