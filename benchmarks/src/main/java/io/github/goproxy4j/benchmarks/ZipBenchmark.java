package io.github.goproxy4j.benchmarks;

import io.github.goproxy4j.git.GitLimits;
import io.github.goproxy4j.git.GitModules;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.source.SourceOptions;
import io.github.goproxy4j.zip.ZipParts;
import io.github.goproxy4j.zip.ZipReuse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A zip that nobody has asked for before, to its last byte, beside the one that {@code git archive} makes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class ZipBenchmark {
    /** How many files the module has, of 10 KB each. */
    @Param({"2000", "20000"})
    public int files;

    private Optional<Prepared> prepared = Optional.empty();

    private record Prepared(TwoReleases releases, Path archive, Path zip, ZipParts parts) implements ZipReuse.Zip {
        @Override
        public ReadableByteChannel open(long from, long length) throws IOException {
            return FileChannel.open(zip).position(from);
        }

        @Override
        public void close() {}
    }

    /** Makes the repository, and the zip of its first release. */
    @Setup(Level.Trial)
    public void generate() throws IOException, InterruptedException, ModuleAccessException {
        TwoReleases releases = TwoReleases.generate(files);
        Path zip = Files.createTempFile("goproxy4j", ".zip");
        try (GitModules modules = open(releases, ZipReuse.NONE);
                ModuleFile first = modules.zip(TwoReleases.FIRST);
                InputStream in = first.openStream(0);
                OutputStream out = Files.newOutputStream(zip)) {
            in.transferTo(out);
            first.awaitSize();
            Path archive = Files.createTempFile("goproxy4j", ".zip");
            prepared = Optional.of(
                    new Prepared(releases, archive, zip, first.parts().orElseThrow()));
        }
    }

    private static GitModules open(TwoReleases releases, ZipReuse reuse) throws IOException {
        SourceOptions options = SourceOptions.DEFAULTS.withReuse(reuse);
        return GitModules.open(releases.path(), TwoReleases.MODULE, GitLimits.DEFAULT, options);
    }

    /** Removes them. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        Prepared last = prepared.orElseThrow();
        Files.delete(last.zip());
        Files.delete(last.archive());
        last.releases().close();
    }

    /** The zip by {@code git archive}, a process for each. */
    @Benchmark
    public void gitArchive() throws IOException, InterruptedException {
        Prepared now = prepared.orElseThrow();
        now.releases().archive(now.archive());
    }

    /** The zip of a repository never seen before. */
    @Benchmark
    public long neverSeen() throws IOException, ModuleAccessException {
        return read(ZipReuse.NONE, TwoReleases.NEXT);
    }

    /** The zip of a release of which the one before is there. */
    @Benchmark
    public long nextRelease() throws IOException, ModuleAccessException {
        Prepared now = prepared.orElseThrow();
        return read(id -> List.of(now), TwoReleases.NEXT);
    }

    private long read(ZipReuse reuse, ModuleId id) throws IOException, ModuleAccessException {
        try (GitModules modules = open(prepared.orElseThrow().releases(), reuse);
                ModuleFile zip = modules.zip(id);
                InputStream in = zip.openStream(0)) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
