package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures whole servers in one run: nginx over finished files, git itself, ours on Jetty and Tomcat and on several JDKs, and
 * other proxies if they are given. It prints each row when it is measured, with the ratios that ours must reach.
 *
 * <p>It needs Linux, git, {@code wrk} and nginx.
 */
@Command(
        name = "MacroBenchmark",
        sortOptions = false,
        description = "Measures goproxy4j next to nginx, git and other proxies, with wrk as the client.")
public final class MacroBenchmark implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private MacroOptions options = new MacroOptions();

    @Option(names = "--help", usageHelp = true, description = "print this text and exit")
    @SuppressWarnings("UnusedVariable") // picocli reads the options of its own.
    private boolean help;

    private final PrintWriter out;
    private final Clock clock;

    private MacroBenchmark(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * Measures, prints and exits.
     *
     * @param args the command line; {@code --help} explains it
     */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new MacroBenchmark(out, Clock.systemUTC())).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        List<Row> rows = rows();
        Optional<Report> report = options.report().isPresent()
                ? Optional.of(Report.open(options.report().get()))
                : Optional.empty();
        try (Workspace workspace = Workspace.open();
                HitServers hits = new HitServers()) {
            Path repositories = options.repositories()
                    .orElse(workspace.directory().resolve("repositories"))
                    .toAbsolutePath();
            GitReference reference = new GitReference(workspace.directory().resolve("unpacked"));
            StaticTrees trees = new StaticTrees(workspace.directory().resolve("tree"), reference);
            Lineup lineup = Lineup.of(options, trees, repositories);
            Run run = new Run(
                    workspace,
                    new SampleModules(repositories),
                    trees,
                    reference,
                    new Wrk(options.wrk(), workspace.directory()),
                    lineup.contestants(),
                    options.seconds(),
                    options.rounds(),
                    new JvmOptions(options.jvmOptions()),
                    hits);
            String text = measure(rows, run, lineup.heading(LocalDate.now(clock), arguments()));
            if (report.isPresent()) {
                report.get().write(text);
            }
        }
        return 0;
    }

    private List<Row> rows() {
        try {
            return Rows.named(options.only());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(command).commandLine();
    }

    private List<String> arguments() {
        return commandLine().getParseResult().originalArgs();
    }

    private String measure(List<Row> rows, Run run, String heading) {
        out.println(heading);
        StringBuilder text = new StringBuilder(heading);
        for (Row row : rows) {
            RowResult result = new RowResult();
            System.err.println("measuring " + row.id());
            try {
                row.measure(run, result);
            } catch (IOException | RuntimeException e) {
                result.fail("the row", String.valueOf(e));
            }
            String table = RowTable.of(row, result, FootprintRow.contestants(run));
            out.println(table);
            text.append(table);
        }
        return text.toString();
    }
}
