package io.github.goproxy4j.benchmarks;

import io.github.goproxy4j.git.GitModules;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.resolve.InfoResolver;
import io.github.goproxy4j.resolve.LatestResolver;
import io.github.goproxy4j.resolve.VersionListResolver;
import java.io.IOException;
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

/** The answers that depend on all tags, from a repository that has been asked before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ManyTagsBenchmark {
    private static final ModulePath MODULE = ModulePath.parse("git.example.com/m");

    /** Which repository is asked. */
    @Param
    public ManyTags tags = ManyTags.TWENTY;

    private Optional<Repository> repository = Optional.empty();

    /** A tag that comes and goes between two measurements. */
    @State(Scope.Benchmark)
    public static class PushedTag {
        /** Pushes it, or deletes it. */
        @Setup(Level.Invocation)
        public void push(ManyTagsBenchmark benchmark) throws IOException {
            benchmark.repository.orElseThrow().files().toggle("refs/tags/v1.1000000.0", "refs/heads/master");
        }
    }

    private record Repository(GeneratedRepository files, GitModules modules) {}

    /** Makes the repository. */
    @Setup(Level.Trial)
    public void generate() throws IOException {
        GeneratedRepository files = tags.generate(MODULE.toString());
        repository = Optional.of(new Repository(files, GitModules.open(files.path(), MODULE)));
    }

    /** Removes it. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        Repository last = repository.orElseThrow();
        last.modules().close();
        last.files().close();
    }

    private GitModules modules() {
        return repository.orElseThrow().modules();
    }

    /** {@code /@v/list}. */
    @Benchmark
    public ModuleBytes list() throws ModuleAccessException, IOException {
        return new VersionListResolver(modules()).file(MODULE);
    }

    /** {@code /@v/list} of a repository that nobody has asked before. */
    @Benchmark
    public String listOfNewlyOpened() throws ModuleAccessException, IOException {
        try (GitModules opened =
                GitModules.open(repository.orElseThrow().files().path(), MODULE)) {
            return new VersionListResolver(opened).text(MODULE);
        }
    }

    /** {@code /@v/list} after one tag was pushed, or deleted. */
    @Benchmark
    public String listAfterPush(PushedTag pushed) throws ModuleAccessException, IOException {
        return list();
    }

    /** {@code /@latest}. */
    @Benchmark
    public ModuleInfo latest() throws ModuleAccessException, IOException {
        return new LatestResolver(modules()).resolve(MODULE);
    }

    /** {@code /@v/VERSION.info}. */
    @Benchmark
    public ModuleInfo infoOfVersion() throws ModuleAccessException, IOException {
        ModuleVersion version = ModuleVersion.parse(tags.highest());
        return new InfoResolver(modules()).resolve(MODULE, new VersionQuery.Exact(version));
    }

    /** {@code /@v/BRANCH.info}, of a commit without a tag of its own. */
    @Benchmark
    public ModuleInfo infoOfBranch() throws ModuleAccessException, IOException {
        return new InfoResolver(modules()).resolve(MODULE, VersionQuery.parse("master"));
    }

    /** What tells a cache that nothing has changed. */
    @Benchmark
    public Optional<String> state() throws IOException {
        return modules().state(MODULE);
    }
}
