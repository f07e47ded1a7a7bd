package io.github.goproxy4j.benchmarks;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading the names in a request's path. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PathBenchmark {
    /** A module path as it stands in a URL. */
    @Param({"example.com/m", "github.com/!burnt!sushi/toml", "git.example.com/group/subgroup/project/module/v2"})
    public String path = "";

    /** A version as it stands in a URL. */
    @Param({"v1.2.3", "v0.0.0-20240101000000-0123456789ab"})
    public String version = "";

    /** The module path. */
    @Benchmark
    public ModulePath decodePath() {
        return ModulePath.decode(path);
    }

    /** The version. */
    @Benchmark
    public ModuleVersion decodeVersion() {
        return ModuleVersion.decode(version);
    }

    /** What {@code .info} takes in the version's place. */
    @Benchmark
    public VersionQuery decodeQuery() {
        return VersionQuery.decode(version);
    }
}
