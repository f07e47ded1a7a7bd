package io.github.goproxy4j.benchmarks.macro;

import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.util.List;

/** Questions for other modules than those that are measured, so that a JVM has compiled what it runs. */
final class WarmUp {
    /** How many modules of a kind it takes. */
    static final int SMALL = 40;

    static final int MEDIUM = 3;

    /** How many copies of a module of many tags it takes. */
    static final int MANY_TAGS = 40;

    private WarmUp() {}

    /** Asks a server of ours for everything there is of some modules. */
    static void ask(Contestant contestant, ServerProcess server, List<SampleModule> modules) throws IOException {
        if (!contestant.isOurs()) {
            return;
        }
        for (SampleModule module : modules) {
            Download.get(server.port(), module.list());
            Download.get(server.port(), module.latest());
            for (ModuleVersion version : module.versions()) {
                for (String extension : List.of(".info", ".mod", ".zip")) {
                    Download.get(server.port(), module.file(version, extension));
                }
            }
        }
    }
}
