package io.github.goproxy4j.benchmarks;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.ProxyRequest;
import io.github.goproxy4j.auth.RequestHeaders;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * A request for something small that is on the heap already, from the door to the body's last byte; with {@code -prof gc},
 * what it allocates.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SmallHitBenchmark {
    /** What is asked for. */
    @Param
    public Asked asked = Asked.INFO;

    /** How many tags the module has. */
    @Param({"10", "10000"})
    public int tags;

    private Optional<Hit> hit = Optional.empty();

    private record Hit(GoModuleProxy proxy, ProxyRequest request) {}

    /** The end points, and the path of GitLab's for one of them. */
    public enum Asked {
        /** {@code .info}. */
        INFO,
        /** {@code .mod}. */
        MOD,
        /** {@code .zip}. */
        ZIP,
        /** {@code /@v/list}. */
        LIST,
        /** {@code /@latest}. */
        LATEST,
        /** {@code .info} of a project that is named by its path. */
        GITLAB_INFO
    }

    /** Makes the door. */
    @Setup(Level.Trial)
    public void open() {
        HeapRepository modules = new HeapRepository(tags);
        String module = "/" + HeapRepository.MODULE.encoded();
        String version = module + "/@v/" + modules.highest().encoded();
        String path = switch (asked) {
            case INFO, MOD, ZIP -> version + "." + asked.name().toLowerCase(Locale.ROOT);
            case LIST -> module + "/@v/list";
            case LATEST -> module + "/@latest";
            case GITLAB_INFO -> "/api/v4/projects/group%2Fmodule/packages/go" + version + ".info";
        };
        GoProject project = new GoProject("1", true, modules);
        GoProjects projects = (ref, caller) -> project;
        ProxyRequest request = new ProxyRequest("GET", path, Optional.empty(), RequestHeaders.NONE, Optional.empty());
        hit = Optional.of(new Hit(GoModuleProxy.of(projects), request));
    }

    /** Answers one request. */
    @Benchmark
    public int answer() throws IOException {
        Hit last = hit.orElseThrow();
        try (ModuleResponse response = last.proxy().handle(last.request())) {
            response.writeTo(OutputStream.nullOutputStream());
            return response.status();
        }
    }
}
