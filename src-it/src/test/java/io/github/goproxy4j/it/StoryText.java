package io.github.goproxy4j.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text form of a story, a txtar archive: lines that say what there is, then the plain files, each named by its commit's
 * place and its path. A commit has what its first parent has, and what the text says of it.
 */
final class StoryText {
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9_./-]+");
    private static final Pattern PLAIN_TEXT = Pattern.compile("(?s)(?!.*(?:^|\n)-- )(?:[\t\n -~]*\n)?");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private StoryText() {}

    static String print(Story story) {
        StringBuilder lines = new StringBuilder();
        StringBuilder files = new StringBuilder();
        story.roots().forEach(root -> lines.append("root ").append(root).append('\n'));
        lines.append("head ").append(story.head()).append('\n');
        lines.append("storage ").append(story.storage()).append('\n');
        for (int i = 0; i < story.commits().size(); i++) {
            commit(story.commits(), i, lines, files);
        }
        refs("ref", story.refs(), lines);
        for (Story.Query query : story.queries()) {
            lines.append("query ").append(query.module()).append(' ').append(query.text());
            lines.append('\n');
        }
        story.later().ifPresent(later -> {
            lines.append("later ").append(later.prune() ? "prune" : "keep").append('\n');
            refs("later-ref", later.refs(), lines);
        });
        return lines.append(files).toString();
    }

    private static void refs(String word, List<Story.Ref> refs, StringBuilder lines) {
        for (Story.Ref ref : refs) {
            lines.append(word).append(' ').append(ref.name()).append(' ').append(ref.target());
            lines.append(' ').append(ref.tags()).append('\n');
        }
    }

    private static void commit(List<Story.Commit> commits, int place, StringBuilder lines, StringBuilder files) {
        Story.Commit commit = commits.get(place);
        lines.append("commit ").append(place).append(' ').append(commit.time());
        lines.append(' ').append(commit.zone());
        commit.parents().forEach(parent -> lines.append(' ').append(parent));
        lines.append('\n');
        SortedMap<String, Story.Entry> before = before(commits, commit.parents());
        for (String path : before.keySet()) {
            if (!commit.tree().containsKey(path)) {
                lines.append("remove ").append(place).append(' ').append(quote(path));
                lines.append('\n');
            }
        }
        for (Map.Entry<String, Story.Entry> file : commit.tree().entrySet()) {
            if (!file.getValue().equals(before.get(file.getKey()))) {
                entry(place, file.getKey(), file.getValue(), lines, files);
            }
        }
    }

    private static SortedMap<String, Story.Entry> before(List<Story.Commit> commits, List<Integer> parents) {
        return parents.isEmpty() ? new TreeMap<>() : commits.get(parents.get(0)).tree();
    }

    private static void entry(int place, String path, Story.Entry entry, StringBuilder lines, StringBuilder files) {
        boolean plain = entry.mode().equals(Story.Entry.FILE)
                && PLAIN_PATH.matcher(path).matches()
                && PLAIN_TEXT.matcher(entry.content()).matches();
        if (plain) {
            files.append("-- ").append(place).append('/').append(path).append(" --\n");
            files.append(entry.content());
        } else {
            lines.append("entry ").append(place).append(' ').append(entry.mode());
            lines.append(' ').append(quote(path)).append(' ').append(quote(entry.content()));
            lines.append('\n');
        }
    }

    static Story parse(String text) {
        Parser parser = new Parser();
        int files = text.indexOf("\n-- ") + 1;
        for (String line : text.substring(0, files == 0 ? text.length() : files).split("\n", -1)) {
            parser.line(line);
        }
        if (files > 0) {
            parser.files(text.substring(files));
        }
        return parser.story();
    }

    private static final class Parser {
        private record Change(String path, Optional<Story.Entry> entry) {}

        private final List<String> roots = new ArrayList<>();
        private String head = "ref: refs/heads/main";
        private Story.Storage storage = Story.Storage.LOOSE;
        private final List<Story.Commit> commits = new ArrayList<>();
        private final Map<Integer, List<Change>> changes = new HashMap<>();
        private final List<Story.Ref> refs = new ArrayList<>();
        private final List<Story.Query> queries = new ArrayList<>();
        private Optional<Boolean> prune = Optional.empty();
        private final List<Story.Ref> laterRefs = new ArrayList<>();

        void line(String line) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "", "#" -> {}
                case "root" -> roots.add(words[1]);
                case "head" -> head = line.substring("head ".length());
                case "storage" -> storage = Story.Storage.valueOf(words[1]);
                case "commit" -> {
                    List<Integer> parents =
                            Stream.of(words).skip(4).map(Integer::valueOf).toList();
                    commits.add(new Story.Commit(parents, Long.parseLong(words[2]), words[3], new TreeMap<>()));
                }
                case "remove" -> change(words[1], unquote(rest(line, 2)).get(0), Optional.empty());
                case "entry" -> {
                    List<String> quoted = unquote(rest(line, 3));
                    change(words[1], quoted.get(0), Optional.of(new Story.Entry(words[2], quoted.get(1))));
                }
                case "ref" -> refs.add(new Story.Ref(words[1], words[2], Integer.parseInt(words[3])));
                case "query" -> queries.add(new Story.Query(words[1], words[2]));
                case "later" -> prune = Optional.of(words[1].equals("prune"));
                case "later-ref" -> laterRefs.add(new Story.Ref(words[1], words[2], Integer.parseInt(words[3])));
                default -> throw new IllegalArgumentException(line);
            }
        }

        void files(String archive) {
            for (String part : archive.split("(?:^|(?<=\n))-- ", -1)) {
                if (!part.isEmpty()) {
                    String name = part.substring(0, part.indexOf(" --\n"));
                    String content = part.substring(name.length() + " --\n".length());
                    int slash = name.indexOf('/');
                    Story.Entry file = Story.Entry.file(content);
                    change(name.substring(0, slash), name.substring(slash + 1), Optional.of(file));
                }
            }
        }

        private void change(String place, String path, Optional<Story.Entry> entry) {
            changes.computeIfAbsent(Integer.valueOf(place), key -> new ArrayList<>())
                    .add(new Change(path, entry));
        }

        Story story() {
            for (int i = 0; i < commits.size(); i++) {
                SortedMap<String, Story.Entry> tree = commits.get(i).tree();
                tree.putAll(before(commits, commits.get(i).parents()));
                for (Change change : changes.getOrDefault(i, List.of())) {
                    change.entry()
                            .ifPresentOrElse(entry -> tree.put(change.path(), entry), () -> tree.remove(change.path()));
                }
            }
            Optional<Story.Later> later = prune.map(deleted -> new Story.Later(laterRefs, deleted));
            return new Story(roots, commits, refs, head, storage, queries, later);
        }
    }

    private static String rest(String line, int words) {
        int at = 0;
        for (int i = 0; i < words; i++) {
            at = line.indexOf(' ', at) + 1;
        }
        return line.substring(at);
    }

    private static String quote(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> unquote(String texts) {
        try (var values = JSON.readerFor(String.class).<String>readValues(texts)) {
            return values.readAll();
        } catch (IOException e) {
            throw new IllegalArgumentException(texts, e);
        }
    }
}
