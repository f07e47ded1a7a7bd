package io.github.goproxy4j.benchmarks;

import io.github.goproxy4j.git.GitModules;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.resolve.InfoResolver;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
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

/**
 * The version of a branch in a history of 50,000 commits, whose base is looked for among 2,000 tags: each on a release
 * branch of its own, so that only those tags that are on the main line itself are found in the branch's history.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LongHistoryBenchmark {
    private static final ModulePath MODULE = ModulePath.parse("git.example.com/m");
    private static final int COMMITS = 50_000;
    private static final int TAGS = 2_000;

    /** How many of the tags, the lowest, are on the main line. */
    @Param({"0", "20"})
    public int onMainLine;

    private Optional<GeneratedRepository> repository = Optional.empty();
    private Optional<GitModules> warm = Optional.empty();

    /** Makes the repository. */
    @Setup(Level.Trial)
    public void generate() throws IOException {
        GeneratedRepository made = new GeneratedRepository();
        ObjectId tree = made.tree("go.mod", "module " + MODULE + "\n");
        ObjectId tip = made.commit(tree);
        for (int i = 1; i < COMMITS; i++) {
            tip = made.commit(tree, tip);
            if (i % (COMMITS / TAGS) == 0) {
                int number = i * TAGS / COMMITS;
                made.packedTag(
                        "v1." + number + ".0", number <= onMainLine ? tip : made.commit(tree, tip), number % 2 == 0);
            }
        }
        made.finish(tip);
        repository = Optional.of(made);
        warm = Optional.of(GitModules.open(made.path(), MODULE));
    }

    /** Removes it. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        warm.orElseThrow().close();
        repository.orElseThrow().close();
    }

    /** {@code /@v/BRANCH.info} of a repository that was asked for it before. */
    @Benchmark
    public ModuleInfo infoOfBranch() throws ModuleAccessException, IOException {
        return info(warm.orElseThrow());
    }

    /** {@code /@v/BRANCH.info}, the first question to a repository. */
    @Benchmark
    public ModuleInfo infoOfBranchOfANewRepository() throws ModuleAccessException, IOException {
        try (GitModules modules = GitModules.open(repository.orElseThrow().path(), MODULE)) {
            return info(modules);
        }
    }

    private static ModuleInfo info(GitModules modules) throws ModuleAccessException, IOException {
        return new InfoResolver(modules).resolve(MODULE, VersionQuery.parse("master"));
    }
}
