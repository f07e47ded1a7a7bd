package io.github.goproxy4j.benchmarks.macro;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command line, as picocli fills it in. */
final class MacroOptions {
    @Option(names = "--quickstart", paramLabel = "JAR", description = "the quickstart (default: ${DEFAULT-VALUE})")
    private Path quickstart = Path.of("examples/quickstart/target/goproxy4j-quickstart.jar");

    @Option(
            names = "--java",
            paramLabel = "NAME=JAVA",
            description =
                    "a JVM to run ours on; repeatable (default: the oldest from 17 on and the newest of /usr/lib/jvm)")
    private List<String> javas = new ArrayList<>();

    @Option(
            names = "--peer",
            paramLabel = "NAME=COMMAND",
            description =
                    "another proxy, where {port} is its port, {repos} the directory of bare repositories and {cache}"
                            + " an empty directory; repeatable. The names goproxy and athens take part in the requirements")
    private List<String> peers = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "ROW",
            split = ",",
            description = "measure these rows only; a name that does not exist shows all")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--servers",
            paramLabel = "TEXT",
            split = ";",
            description =
                    "of ours take only those whose name has one of these texts in it, such as 'Jetty 12.1, JDK 25'")
    private List<String> servers = new ArrayList<>();

    @Option(names = "--seconds", paramLabel = "N", description = "how long each load lasts (default: ${DEFAULT-VALUE})")
    private int seconds = 5;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often each is measured (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(
            names = "--jvm-option",
            paramLabel = "[JDK:]OPTION",
            description =
                    "measure start and memory with this option of the JVM as well; {dir} is a directory that is kept"
                            + " from one start to the next; 25:OPTION is for Java 25 only; repeatable")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(names = "--no-cache", description = "run ours without a cache, also where there is one")
    private boolean noCache;

    @Option(
            names = "--repositories",
            paramLabel = "DIR",
            description = "keep the generated repositories here for the next run")
    private @Nullable Path repositories;

    @Option(names = "--nginx", paramLabel = "PROGRAM", description = "(default: ${DEFAULT-VALUE})")
    private Path nginx = Path.of("/usr/sbin/nginx");

    @Option(names = "--wrk", paramLabel = "PROGRAM", description = "(default: ${DEFAULT-VALUE})")
    private Path wrk = Path.of("/usr/bin/wrk");

    @Option(names = "--report", paramLabel = "FILE", description = "write the result here as well")
    private @Nullable Path report;

    Path quickstart() {
        return quickstart;
    }

    List<String> javas() {
        return javas;
    }

    List<String> peers() {
        return peers;
    }

    List<String> only() {
        return only;
    }

    List<String> servers() {
        return servers;
    }

    int seconds() {
        return seconds;
    }

    int rounds() {
        return rounds;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    boolean noCache() {
        return noCache;
    }

    Optional<Path> repositories() {
        return Optional.ofNullable(repositories);
    }

    Path nginx() {
        return nginx;
    }

    Path wrk() {
        return wrk;
    }

    Optional<Path> report() {
        return Optional.ofNullable(report);
    }
}
