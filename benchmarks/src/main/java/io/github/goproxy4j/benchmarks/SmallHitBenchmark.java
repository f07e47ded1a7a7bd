package io.github.goproxy4j.benchmarks;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.ProxyRequest;
import io.github.goproxy4j.auth.RequestHeaders;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleBytes;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.ModuleVersions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the door itself costs for an answer that is in memory: with {@code -prof gc}, how much it allocates, which must not
 * grow with the module.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SmallHitBenchmark {
    /** What is asked for. */
    @Param({
        "/git.example.com/!group/library/v2/@v/v2.3.4.info",
        "/git.example.com/!group/library/v2/@v/v2.3.4.mod",
        "/git.example.com/!group/library/v2/@v/list",
        "/api/v4/projects/group%2Flibrary/packages/go/git.example.com/group/library/v2/@v/v2.3.4.info"
    })
    public String path = "";

    /** How many bytes a go.mod file has, and how many versions there are. */
    @Param({"100", "10000"})
    public int size;

    private GoModuleProxy proxy = GoModuleProxy.of(GoProjects.ofPublicRoot(new InMemory(0)));

    /** Makes the module. */
    @Setup
    public void make() {
        InMemory modules = new InMemory(size);
        proxy = GoModuleProxy.of((project, caller) -> new GoProject("", true, modules));
    }

    /** One request, answered to its end. */
    @Benchmark
    public int hit() throws IOException {
        ProxyRequest request = new ProxyRequest(
                "GET", path, Optional.empty(), RequestHeaders.NONE, Optional.empty(), Optional.empty());
        try (ModuleResponse response = proxy.handle(request)) {
            response.writeTo(OutputStream.nullOutputStream());
            if (response.status() != 200) {
                throw new IllegalStateException(response.toString());
            }
            return response.status();
        }
    }

    /** One module in memory, as a cache would have it. */
    private static final class InMemory implements GoModuleRepository {
        private static final Instant TIME = Instant.parse("2024-02-03T04:05:06Z");

        private final ModuleInfo info = ModuleInfo.of(ModuleVersion.parse("v2.3.4"), TIME);
        private final ModuleBytes mod;
        private final List<ModuleVersion> versions;
        private final Map<ModulePath, ModuleVersions> kept = new ConcurrentHashMap<>();

        InMemory(int size) {
            this.mod = ModuleBytes.of("m".repeat(size).getBytes(StandardCharsets.UTF_8));
            this.versions = IntStream.range(0, size)
                    .mapToObj(patch -> ModuleVersion.parse("v2.0." + patch))
                    .toList();
        }

        @Override
        public List<ModuleVersion> versions(ModulePath module) {
            return kept.computeIfAbsent(module, path -> ModuleVersions.of(path, versions));
        }

        @Override
        public ModuleInfo info(ModulePath module, VersionQuery query) {
            return info;
        }

        @Override
        public ModuleFile mod(ModuleId id) {
            return mod.lease();
        }

        @Override
        public ModuleFile zip(ModuleId id) {
            return mod.lease();
        }
    }
}
