package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who takes part in a run, and what the report says of them.
 *
 * @param options the command line
 * @param jdks on which JDKs
 * @param cache whether ours have a cache
 * @param contestants the servers
 */
record Lineup(MacroOptions options, List<Jdk> jdks, boolean cache, List<Contestant> contestants) {
    /** Of an absolute path, only the last name is of interest to a reader. */
    private static final Pattern DIRECTORIES = Pattern.compile("(?<![\\w}.])/(?:[^/\\s'\"]+/)+");

    static Lineup of(MacroOptions options, StaticTrees trees, Path repositories) throws IOException {
        for (Path program : List.of(options.quickstart(), options.nginx(), options.wrk())) {
            if (!Files.isReadable(program)) {
                throw new IOException(program + ": no such file");
            }
        }
        List<Jdk> jdks = jdks(options);
        boolean cache = !options.noCache() && knowsCache(jdks.get(0), options.quickstart());
        List<Contestant> contestants = new ArrayList<>(List.of(new Nginx(options.nginx(), trees)));
        OurServer.Programs programs =
                new OurServer.Programs(options.quickstart(), System.getProperty("java.class.path"), cache);
        for (OurServer.Container container : OurServer.Container.values()) {
            for (Jdk jdk : jdks) {
                OurServer server = new OurServer(container, jdk, JvmOptions.NONE, programs);
                if (options.servers().isEmpty() || options.servers().stream().anyMatch(server.name()::contains)) {
                    contestants.add(server);
                }
            }
        }
        for (String peer : options.peers()) {
            contestants.add(Peer.parse(peer, repositories));
        }
        return new Lineup(options, jdks, cache, contestants);
    }

    private static List<Jdk> jdks(MacroOptions options) throws IOException {
        List<Jdk> jdks = new ArrayList<>();
        for (String java : options.javas()) {
            int equals = java.indexOf('=');
            jdks.add(Jdk.of(java.substring(0, Math.max(0, equals)), Path.of(java.substring(equals + 1))));
        }
        jdks.addAll(jdks.isEmpty() ? Jdk.installed() : List.of());
        if (jdks.isEmpty()) {
            throw new IOException("no JDK was found; name one by --java");
        }
        return jdks;
    }

    private static boolean knowsCache(Jdk jdk, Path quickstart) throws IOException {
        Process process = new ProcessBuilder(jdk.java().toString(), "-jar", quickstart.toString(), "--help")
                .redirectErrorStream(true)
                .start();
        try (var lines = process.inputReader()) {
            return lines.lines().filter(line -> line.contains("--cache")).count() > 0;
        }
    }

    /** Returns what stands over the tables. */
    String heading(LocalDate date, List<String> arguments) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("Measured on ")
                .append(date)
                .append(" with\n\n```\njava -cp benchmarks/target/goproxy4j-benchmarks.jar ");
        text.append(MacroBenchmark.class.getName());
        arguments.forEach(argument -> text.append(' ').append(shown(argument)));
        text.append("\n```\n\n");
        text.append("- Machine: ")
                .append(Machine.describe())
                .append("; servers and clients share it. Load average before the run: ");
        text.append(Machine.loadAverage()).append(".\n");
        text.append("- ")
                .append(Machine.firstLine(options.nginx().toString(), "-v"))
                .append(" (");
        text.append(Nginx.SETTINGS)
                .append("); ")
                .append(Machine.firstLine("git", "--version"))
                .append("; ");
        text.append(Machine.firstLine(options.wrk().toString(), "-v").replaceAll(" Copyright.*", ""))
                .append(".\n");
        text.append("- goproxy4j ")
                .append(Machine.commit())
                .append(cache ? ", with" : ", without")
                .append(" a cache, on ");
        text.append("Jetty ")
                .append(Machine.jetty(options.quickstart()))
                .append(" and Tomcat ")
                .append(Machine.tomcat());
        for (Jdk jdk : jdks) {
            text.append("; ").append(jdk.name()).append(" is ").append(jdk.version());
            text.append(jdk.feature() >= 21 ? ", with virtual threads" : "");
        }
        text.append(".\n- Each number is the median of up to ").append(options.rounds());
        text.append(" rounds, in which all take turns, with the lowest and the highest in brackets; a load lasts ");
        text.append(options.seconds()).append(" s.\n");
        if (!options.jvmOptions().isEmpty()) {
            text.append("- “With options” is with `")
                    .append(String.join(" ", options.jvmOptions()))
                    .append("`.\n");
        }
        return text.append('\n').toString();
    }

    private static String shown(String argument) {
        String shown = DIRECTORIES.matcher(argument).replaceAll("");
        return shown.contains(" ") || shown.contains("{") ? "'" + shown + "'" : shown;
    }
}
