package io.github.goproxy4j.it;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.goproxy4j.git.GitLimits;
import io.github.goproxy4j.git.GitSourceRepository;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.source.PublishedVersions;
import io.github.goproxy4j.source.SourceModuleRepository;
import io.github.goproxy4j.source.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A story told to the real {@code go} twice: in direct mode, and with us as its only proxy.
 *
 * <p>All questions of a story are asked of one {@code go} command, because each of its own would take ten times as long. What
 * it answers in direct mode may then depend on what it has fetched for another question; so where an answer differs it is
 * asked again alone, with an empty cache, and that answer counts.
 */
final class Comparison implements AutoCloseable {
    /**
     * A query that the client does not simply pass on, so that its words are no longer those of one refusal: it chooses
     * from the version list, or asks again without the build.
     */
    private static final Pattern CHOICE =
            Pattern.compile("latest|v[0-9]+(\\.[0-9]+)?|[<>].*|v.*\\+(?!incompatible$).*");

    /** The queries for which go looks at a part of the version list. */
    private static final Pattern PART = Pattern.compile("v[0-9]+(\\.[0-9]+)?");

    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final ModuleServer server;
    private final ImportPages pages;

    private Comparison(Path directory, ModuleServer server, ImportPages pages) {
        this.directory = directory;
        this.server = server;
        this.pages = pages;
    }

    /** Starts what all comparisons share; they work in a directory one after the other. */
    static Comparison start(Path directory) throws Exception {
        Map<String, String> pages = new LinkedHashMap<>();
        Stream.of("gopkg.in/story.v0", "gopkg.in/story.v1", "gopkg.in/story.v2", "gopkg.in/story.v3")
                .forEach(root -> pages.put(root, "https://git.example.com/story.git"));
        pages.put("gopkg.in/story.v2-unstable", "https://git.example.com/story.git");
        pages.put("vanity.example.com/story/v2", "https://git.example.com/story.git");
        return new Comparison(directory, ModuleServer.start(), ImportPages.start(pages));
    }

    @Override
    public void close() {
        server.close();
        pages.close();
    }

    /** Compares one story. */
    Outcome of(Story story) throws Exception {
        Path here = Files.createTempDirectory(directory, "story");
        try {
            Path path = here.resolve("repositories/story.git");
            StoryRepository repository = StoryRepository.write(story, Files.createDirectories(path));
            try (GitSourceRepository source = GitSourceRepository.open(path, GitLimits.DEFAULT)) {
                PublishedVersions published = PublishedVersions.inMemory();
                server.serve(story.roots().stream()
                        .collect(Collectors.toMap(
                                root -> root,
                                root -> SourceModuleRepository.of(
                                        source, ModulePath.parse(root), SourceOptions.DEFAULTS, published))));
                return new Run(here, story, repository).outcome();
            }
        } finally {
            delete(here);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private final class Run {
        private final Path here;
        private final Story story;
        private final StoryRepository repository;
        private final Set<String> modules = new LinkedHashSet<>();
        private final Set<String> questions = new LinkedHashSet<>();
        private final Outcome outcome = new Outcome();
        private Map<String, Optional<List<String>>> lists = Map.of();
        private int sandboxes;

        Run(Path here, Story story, StoryRepository repository) {
            this.here = here;
            this.story = story;
            this.repository = repository;
            for (Story.Query query : story.queries()) {
                modules.add(query.module());
                questions.add(query.module() + "@" + repository.expand(query.text()));
            }
        }

        Outcome outcome() throws Exception {
            GoSandbox direct = direct();
            Map<String, GoAnswer> expected = GoAnswers.ask(direct, questions);
            Map<String, GoAnswer> actual = GoAnswers.ask(proxied(), questions);
            lists = GoAnswers.versions(direct, modules);
            for (String question : questions) {
                expected.put(question, settled(question, expected.get(question), actual.get(question)));
            }
            for (String module : modules) {
                outcome.lists++;
                String list = listed(module);
                if (!list.equals(String.join(" ", lists.get(module).orElse(List.of())))) {
                    outcome.differs(module + "@v/list", lists.get(module), list);
                }
                latest(module, expected, actual);
            }
            if (story.later().isPresent()) {
                later(story.later().get(), actual);
            }
            server.failures().forEach(failure -> outcome.differs(failure, "200, 404 or 410", failure));
            return outcome;
        }

        /** Compares two answers, and returns the one that counts of what go says in direct mode. */
        private GoAnswer settled(String question, GoAnswer expected, GoAnswer actual) throws Exception {
            boolean choice = isChoice(question);
            outcome.asked(expected);
            if (expected.agrees(actual, choice) || isOfPartOfARefusedList(question)) {
                return expected;
            }
            if (isOfPartOfAListAlone(question, expected) && actual.version().isEmpty()) {
                return expected;
            }
            GoAnswer alone = GoAnswers.ask(direct(), List.of(question)).get(question);
            GoAnswer ours = GoAnswers.ask(proxied(), List.of(question)).get(question);
            if (alone.agrees(ours, choice)) {
                outcome.unsettled++;
            } else {
                outcome.differs(question, alone, ours);
            }
            return alone;
        }

        /**
         * Whether go chooses from a part of a list that it refuses as a whole. In direct mode it asks for those tags only that
         * begin with {@code v1.2.}; a proxy has only the whole list, which is refused there as well, and so compared.
         */
        private boolean isOfPartOfARefusedList(String question) {
            int at = question.indexOf('@');
            return PART.matcher(question.substring(at + 1)).matches()
                    && lists.get(question.substring(0, at)).isEmpty();
        }

        /**
         * Whether go chooses a version that it does not list: among the tags that begin with {@code v2.} there is none
         * whose go.mod file keeps {@code +incompatible} versions out of the list. No proxy can answer so, as clients have
         * the whole list of it; source: {@code (*codeRepo).Versions} and {@code (*proxyRepo).Versions} in {@code
         * cmd/go/internal/modfetch}.
         */
        private boolean isOfPartOfAListAlone(String question, GoAnswer expected) {
            int at = question.indexOf('@');
            return PART.matcher(question.substring(at + 1)).matches()
                    && expected.version().endsWith("+incompatible")
                    && !lists.get(question.substring(0, at)).orElseThrow().contains(expected.version());
        }

        private static boolean isChoice(String question) {
            return CHOICE.matcher(question.substring(question.indexOf('@') + 1)).matches();
        }

        /** Our own choice must be the client's, which makes it of the list as long as that is not empty. */
        private void latest(String module, Map<String, GoAnswer> expected, Map<String, GoAnswer> actual)
                throws IOException {
            GoAnswer wanted = expected.get(module + "@latest");
            // A client refuses the tip, which a server answers with all the same, if that is retracted like all others.
            boolean refusedByClients = wanted != null
                    && wanted.version().isEmpty()
                    && actual.get(module + "@latest").version().isEmpty();
            if (wanted != null && !refusedByClients) {
                Optional<String> body = server.get("/" + escaped(module) + "/@latest");
                String ours = body.isEmpty()
                        ? ""
                        : JSON.readTree(body.get()).path("Version").asText();
                if (!wanted.version().equals(ours)) {
                    outcome.differs(module + "/@latest", wanted, ours);
                }
            }
        }

        private String listed(String module) throws IOException {
            String list = server.get("/" + escaped(module) + "/@v/list").orElse("");
            return list.strip().replace('\n', ' ');
        }

        private static String escaped(String module) {
            return Pattern.compile("[A-Z]")
                    .matcher(module)
                    .replaceAll(match -> "!" + match.group().toLowerCase(Locale.ROOT));
        }

        /** Whatever has been answered stays as it was, and what has not is as the refs are now. */
        private void later(Story.Later later, Map<String, GoAnswer> before) throws Exception {
            Map<String, GoAnswer> published = new LinkedHashMap<>();
            before.forEach((question, answer) -> {
                if (!answer.version().isEmpty()) {
                    String module = question.substring(0, question.indexOf('@'));
                    published.merge(module + "@" + answer.version(), answer, (a, b) -> a.isWhole() ? a : b);
                }
            });
            repository.move(later);
            GoSandbox direct = direct();
            Set<String> fresh = new LinkedHashSet<>();
            GoAnswers.versions(direct, modules)
                    .forEach((module, versions) ->
                            versions.orElse(List.of()).forEach(version -> fresh.add(module + "@" + version)));
            // Clients, and our choice of the latest version, also look into versions that they do not answer with.
            fresh.removeAll(server.published());
            GoSandbox proxied = proxied();
            Map<String, GoAnswer> again = ask(proxied, published.keySet());
            published.forEach((question, answer) -> {
                outcome.later++;
                GoAnswer now = again.get(question);
                boolean gone = now.kind().filter(RefusalKind.GONE::equals).isPresent();
                if (gone ? !later.prune() : !stays(answer, now)) {
                    outcome.differs(question + " after the move", answer, now);
                }
            });
            Map<String, GoAnswer> expected = ask(direct, fresh);
            Map<String, GoAnswer> actual = ask(proxied, fresh);
            for (String question : fresh) {
                outcome.later++;
                if (!expected.get(question).agrees(actual.get(question), false)) {
                    outcome.differs(question + " new after the move", expected.get(question), actual.get(question));
                }
            }
        }

        /** The ref that a version was found by does not belong to it. */
        private static boolean stays(GoAnswer before, GoAnswer now) {
            return before.withoutPlace().agrees(now.withoutPlace(), false);
        }

        private Map<String, GoAnswer> ask(GoSandbox go, Collection<String> all) throws Exception {
            return all.isEmpty() ? Map.of() : GoAnswers.ask(go, all);
        }

        private GoSandbox direct() throws IOException {
            sandboxes++;
            return GoSandbox.direct(here.resolve("go" + sandboxes), here.resolve("repositories"))
                    .with("GOINSECURE", "gopkg.in,vanity.example.com")
                    .with("HTTP_PROXY", pages.url())
                    .with("HTTPS_PROXY", pages.url());
        }

        private GoSandbox proxied() throws IOException {
            sandboxes++;
            return GoSandbox.proxied(here.resolve("go" + sandboxes), server.url());
        }
    }

    /** What has come of one story, or of several. */
    static final class Outcome {
        private int queries;
        private int whole;
        private int unsettled;
        private int lists;
        private int later;
        private final Map<RefusalKind, Integer> refusals = new java.util.EnumMap<>(RefusalKind.class);
        private final List<String> differences = new ArrayList<>();

        private void asked(GoAnswer expected) {
            queries++;
            whole += expected.isWhole() ? 1 : 0;
            expected.kind().ifPresent(kind -> refusals.merge(kind, 1, Integer::sum));
        }

        private void differs(String question, Object expected, Object actual) {
            differences.add(question + "\n  go: " + expected + "\n  we: " + actual);
        }

        void add(Outcome other) {
            queries += other.queries;
            whole += other.whole;
            unsettled += other.unsettled;
            lists += other.lists;
            later += other.later;
            other.refusals.forEach((kind, count) -> refusals.merge(kind, count, Integer::sum));
            differences.addAll(other.differences);
        }

        int queries() {
            return queries;
        }

        int answered() {
            return whole;
        }

        Set<RefusalKind> refusals() {
            return refusals.keySet();
        }

        List<String> differences() {
            return differences;
        }

        @Override
        public String toString() {
            return queries + " queries, " + whole + " of them answered with a module, " + unsettled
                    + " on which go agrees with itself only when asked alone; " + lists + " lists; " + later
                    + " queries after tags moved; refusals " + refusals;
        }
    }
}
