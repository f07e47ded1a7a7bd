package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.git.GitRuntime;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A Go module proxy to start from the command line. */
@Command(
        name = "goproxy4j-quickstart",
        description = "Serves Go modules. Without --dir, --module and --projects it serves a small demo.",
        sortOptions = false,
        usageHelpAutoWidth = true,
        versionProvider = Version.class)
public final class Quickstart implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Quickstart.class);
    private static final int CANNOT_START = 1;
    private static final int WRONG_OPTIONS = 2;

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final Options options = new Options();

    @Option(names = "--help", usageHelp = true, description = "print this and exit")
    @SuppressWarnings("UnusedVariable") // picocli reads the options of its own.
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "print the version and exit")
    @SuppressWarnings("UnusedVariable")
    private boolean version;

    /**
     * Starts the server, and returns when it has ended.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        GitRuntime.quiet();
        GitRuntime.boundMemory();
        System.exit(commandLine().execute(args));
    }

    private static CommandLine commandLine() {
        return new CommandLine(new Quickstart())
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, args) -> {
                    PrintWriter err = e.getCommandLine().getErr();
                    err.println("goproxy4j-quickstart: " + oneLine(e) + " (see --help)");
                    err.flush();
                    return WRONG_OPTIONS;
                })
                .setExecutionExceptionHandler((e, command, args) -> {
                    if (!(e instanceof StartException)) {
                        LOG.error("the server cannot start", e);
                    }
                    command.getErr().println("goproxy4j-quickstart: " + oneLine(e));
                    command.getErr().flush();
                    return CANNOT_START;
                });
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    @Override
    public Integer call() throws StartException, IOException, InterruptedException {
        options.check(Objects.requireNonNull(command).commandLine());
        Resources resources = new Resources();
        Thread stop = new Thread(() -> close(resources), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        AtomicBoolean serving = new AtomicBoolean();
        Site site = Site.open(options, resources, serving::get);
        PasteLine line = PasteLine.choose(site);
        serving.set(true);
        WebServer server = WebServer.start(options.listen(), site);
        resources.add(server::close);
        String url = "http://" + options.listen().withPort(server.port());
        announce("goproxy4j listening on " + url + "\n" + line.at(url) + "\n");
        server.join();
        return 0;
    }

    /** Prints in one write, so that a script that waits for the first line has the second as well. */
    private static void announce(String text) throws IOException {
        // Not closed: standard output is not ours.
        new FileOutputStream(FileDescriptor.out).write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void close(Resources resources) {
        try {
            resources.close();
        } catch (IOException e) {
            LOG.error("not everything could be closed", e);
        }
    }
}
