package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Servers that have given each answer once, for the rows of one kind of module after the other. */
final class HitServers implements AutoCloseable {
    private Optional<Serving> serving = Optional.empty();

    private record Serving(ModuleKind kind, SampleModule module, Servers servers) {}

    /** Returns servers of a kind's module, all of whose answers have been checked. Those of another kind end. */
    Servers of(ModuleKind kind, Run run) throws IOException {
        if (serving.isEmpty() || serving.get().kind() != kind) {
            close();
            SampleModule module = module(kind, run);
            Servers servers = Servers.start(run.contestants(), List.of(module), run.workspace());
            serving = Optional.of(new Serving(kind, module, servers));
            // What fails here is told by the servers to each row.
            servers.each(0, new RowResult(), (contestant, server) -> AnswerCheck.check(run, server, module));
        }
        return serving.get().servers();
    }

    /** Returns the module of a kind. */
    static SampleModule module(ModuleKind kind, Run run) throws IOException {
        return run.modules().one(kind, kind == ModuleKind.LARGE ? "cold0" : "hit0");
    }

    @Override
    public void close() {
        serving.ifPresent(last -> last.servers().close());
        serving = Optional.empty();
    }
}
