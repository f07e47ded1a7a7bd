package io.github.goproxy4j.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Measures whether the time of an answer tells a hidden project from one that does not exist: starts the quickstart, asks
 * for both in turns that are shuffled, over one connection, and prints the medians. A second project that does not exist
 * shows what chance alone makes of a median.
 *
 * <p>Arguments: the quickstart's jar, and perhaps how many times each is asked.
 */
public final class HiddenProjectTimes {
    private static final int DEFAULT_ROUNDS = 5_000;
    private static final long SEED = 5;
    private static final int PROJECTS = 1_000;
    private static final String LISTENING = "goproxy4j listening on http://127.0.0.1:";

    /**
     * Three questions in the same words and of the same length.
     *
     * @param name what is asked for
     * @param header who asks
     * @param targets the hidden one, the absent one, and another absent one
     */
    private record Question(String name, String header, List<String> targets) {
        static Question of(String name, String header, String pattern, String hidden, String absent, String other) {
            return new Question(
                    name,
                    header,
                    List.of(
                            pattern.replace("{}", hidden),
                            pattern.replace("{}", absent),
                            pattern.replace("{}", other)));
        }
    }

    private HiddenProjectTimes() {}

    /**
     * Measures and prints.
     *
     * @param args the quickstart's jar, and perhaps a number of rounds
     * @throws IOException if the quickstart does not start, or does not answer
     */
    public static void main(String[] args) throws IOException {
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS;
        try (GeneratedRepository repository = new GeneratedRepository()) {
            ObjectId commit = repository.commit(repository.tree("go.mod", "module example.com/m\n"));
            repository.packedTag("v1.0.0", commit, false);
            repository.finish(commit);
            Process server = start(Path.of(args[0]), repository.path());
            try {
                int port = port(server);
                System.out.printf(
                        Locale.ROOT,
                        "median (95th percentile) in microseconds of %d answers each%n%n%-38s %15s %15s %15s%n",
                        rounds,
                        "",
                        "hidden",
                        "absent",
                        "other absent");
                for (Question question : questions()) {
                    measure(port, question, rounds / 5);
                    print(question, measure(port, question, rounds));
                }
            } finally {
                server.destroy();
            }
        }
    }

    private static List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (String header : List.of("X-Nobody: x", "PRIVATE-TOKEN: stranger")) {
            String who = header.startsWith("X") ? "anonymous, " : "stranger, ";
            String list = "/example.com/m/@v/list";
            questions.add(Question.of(
                    who + "project by number",
                    header,
                    "/api/v4/projects/{}/packages/go" + list,
                    "1500",
                    "2500",
                    "2700"));
            questions.add(Question.of(
                    who + "project by path",
                    header,
                    "/api/v4/projects/vault%2F{}/packages/go" + list,
                    "p1500",
                    "p2500",
                    "p2700"));
            questions.add(Question.of(
                    who + "group", header, "/api/v4/groups/{}/-/packages/go" + list, "vault", "ghost", "shade"));
            questions.add(Question.of(
                    who + "module among all projects",
                    header,
                    "/api/v4/packages/go/example.com/vault/{}/@v/list",
                    "p1500",
                    "p2500",
                    "p2700"));
            questions.add(Question.of(
                    who + "page for an import path", header, "/vault/{}?go-get=1", "p1500", "p2500", "p2700"));
        }
        return questions;
    }

    /** A thousand private projects of one group, so that the tables and the token's rights are of a size. */
    private static Process start(Path jar, Path repository) throws IOException {
        List<String> projects = new ArrayList<>();
        for (int id = 1_000; id < 1_000 + PROJECTS; id++) {
            projects.add(
                    "{\"id\":ID,\"path\":\"vault/pID\",\"repository\":\"m.git\",\"module\":\"example.com/vault/pID\"}"
                            .replace("ID", Integer.toString(id)));
        }
        Path file = repository.resolveSibling("projects.json");
        Files.writeString(
                file,
                "{\"projects\":[" + String.join(",", projects) + "],\"tokens\":[{\"value\":\"stranger\"},"
                        + "{\"value\":\"member\",\"access\":{\"vault/p1500\":\"read\"}}]}");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--projects",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int port(Process server) throws IOException {
        String first = server.inputReader(StandardCharsets.UTF_8).readLine();
        if (first == null || !first.startsWith(LISTENING)) {
            throw new IOException("the quickstart said " + first);
        }
        return Integer.parseInt(first.substring(LISTENING.length()));
    }

    /** Asks in rounds, each in an order of its own, and returns the sorted nanoseconds for each target. */
    private static long[][] measure(int port, Question question, int rounds) throws IOException {
        List<byte[]> requests = question.targets().stream()
                .map(target -> ("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + question.header() + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        long[][] times = new long[requests.size()][rounds];
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
        Random random = new Random(SEED);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int round = 0; round < rounds; round++) {
                Collections.shuffle(order, random);
                for (int i : order) {
                    long begin = System.nanoTime();
                    socket.getOutputStream().write(requests.get(i));
                    skipAnswer(in);
                    times[i][round] = System.nanoTime() - begin;
                }
            }
        }
        for (long[] each : times) {
            Arrays.sort(each);
        }
        return times;
    }

    private static void skipAnswer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("after " + head);
            }
            head.append((char) next);
        }
        String lengths = head.toString().toLowerCase(Locale.ROOT);
        String field = "content-length: ";
        int at = lengths.indexOf(field) + field.length();
        in.skipNBytes(Integer.parseInt(lengths.substring(at, lengths.indexOf('\r', at))));
    }

    private static void print(Question question, long[][] times) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-38s", question.name()));
        for (long[] each : times) {
            line.append(String.format(
                    Locale.ROOT,
                    " %8.1f %6s",
                    each[each.length / 2] / 1e3,
                    String.format(Locale.ROOT, "(%.0f)", each[each.length * 95 / 100] / 1e3)));
        }
        System.out.println(line);
    }
}
