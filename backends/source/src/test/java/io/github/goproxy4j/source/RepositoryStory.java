package io.github.goproxy4j.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a repository from text.
 *
 * <pre>
 * == commit one                 a commit after the one before it; its files are its parent's and those below
 * -- go.mod --                  a file and its content
 * module example.com/m
 * -- link -> go.mod --          a symbolic link
 * -- sub (submodule) --         a submodule
 * -- old.go (removed) --        a file of the parent that is not there any more
 * -- lost.go (missing) --       a file whose content cannot be read
 * -- dos.txt (eol=crlf) --      a file that is exported with CRLF
 * == tag v1.0.0                 a tag on the last commit
 * == tag v1.0.0 on one          a tag on another commit
 * == annotated v1.0.0 [on one]  the same with a tag object of its own
 * == tag tree on tree           a tag on something that is no commit
 * == branch dev [on one]        a branch
 * == head one | none            the default branch's tip; otherwise the last commit
 * == commit two after one       another parent; several make a merge, "after nothing" none
 * == commit x id 1234567        the beginning of the id
 * == commit x at 2020-01-01T00:00:00Z
 * </pre>
 */
final class RepositoryStory {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    private final MemoryRepository repository = new MemoryRepository();
    private final Map<String, ObjectId> names = new HashMap<>();
    private Optional<ObjectId> last = Optional.empty();
    private TreeMap<String, MemoryRepository.Content> files = new TreeMap<>();
    private boolean headSet;

    static MemoryRepository read(String text) {
        RepositoryStory story = new RepositoryStory();
        String file = "";
        StringBuilder content = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            boolean command = line.startsWith("== ");
            if (command || (line.startsWith("-- ") && line.endsWith(" --"))) {
                story.endFile(file, content.toString());
                content.setLength(0);
                file = command ? "" : line.substring(3, line.length() - 3);
                if (command) {
                    story.command(List.of(line.substring(3).split(" ", -1)));
                }
            } else {
                content.append(line).append('\n');
            }
        }
        // The text itself ends with a line end.
        story.endFile(file, content.isEmpty() ? "" : content.substring(0, content.length() - 1));
        if (!story.headSet) {
            story.repository.head = story.last;
        }
        return story.repository;
    }

    /** The id that the story's commit of this name has. */
    static ObjectId id(String name) {
        return new ObjectId(sha1("commit " + name));
    }

    private void command(List<String> words) {
        String name = words.get(1);
        Map<String, List<String>> options = options(words.subList(2, words.size()));
        switch (words.get(0)) {
            case "commit" -> commit(name, options);
            case "tag" -> repository.tags.put(name, target(options));
            case "annotated" -> {
                ObjectId tag = new ObjectId(sha1("tag " + name));
                repository.tagObjects.put(tag, target(options));
                repository.tags.put(name, tag);
            }
            case "branch" -> repository.branches.put(name, target(options));
            case "head" -> {
                headSet = true;
                repository.head = name.equals("none") ? Optional.empty() : Optional.of(named(name));
            }
            default -> throw new IllegalArgumentException("no such command: " + words);
        }
    }

    private static Map<String, List<String>> options(List<String> words) {
        Map<String, List<String>> options = new HashMap<>();
        List<String> values = new ArrayList<>();
        for (String word : words) {
            if (List.of("on", "after", "id", "at").contains(word)) {
                values = options.computeIfAbsent(word, key -> new ArrayList<>());
            } else {
                values.add(word);
            }
        }
        return options;
    }

    private void commit(String name, Map<String, List<String>> options) {
        List<ObjectId> parents = options.containsKey("after")
                ? options.get("after").stream()
                        .filter(parent -> !parent.equals("nothing"))
                        .map(this::named)
                        .toList()
                : last.stream().toList();
        String hex = id(name).hex();
        if (options.containsKey("id")) {
            String start = options.get("id").get(0);
            hex = start + hex.substring(start.length());
        }
        Instant time = options.containsKey("at")
                ? Instant.parse(options.get("at").get(0))
                : START.plusSeconds(repository.commits.size());
        ObjectId id = new ObjectId(hex);
        files = parents.isEmpty()
                ? new TreeMap<>()
                : new TreeMap<>(repository.commits.get(parents.get(0)).files());
        repository.commits.put(id, new MemoryRepository.Node(new Commit(id, time), parents, files));
        names.put(name, id);
        last = Optional.of(id);
    }

    private ObjectId target(Map<String, List<String>> options) {
        return options.containsKey("on") ? named(options.get("on").get(0)) : last.orElseThrow();
    }

    /** A commit, a tag, or else an object that is neither. */
    private ObjectId named(String name) {
        ObjectId commit = names.get(name);
        ObjectId tag = repository.tags.get(name);
        return commit != null ? commit : tag != null ? tag : new ObjectId(sha1("other " + name));
    }

    private void endFile(String header, String content) {
        if (header.isEmpty()) {
            return;
        }
        int mark = header.endsWith(")") ? header.lastIndexOf(" (") : -1;
        String note = mark < 0 ? "" : header.substring(mark + 2, header.length() - 1);
        String path = mark < 0 ? header : header.substring(0, mark);
        if (note.equals("removed")) {
            files.remove(path);
            return;
        }
        SourceEntry.Kind kind = note.equals("submodule") ? SourceEntry.Kind.SUBMODULE : SourceEntry.Kind.FILE;
        int arrow = path.indexOf(" -> ");
        if (arrow >= 0) {
            kind = SourceEntry.Kind.SYMLINK;
            content = path.substring(arrow + 4);
            path = path.substring(0, arrow);
        }
        String exported = note.equals("eol=crlf") ? content.replace("\n", "\r\n") : content;
        ObjectId id = new ObjectId(sha1("blob " + note + content));
        files.put(path, new MemoryRepository.Content(kind, id, content, exported, note.equals("missing")));
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(MemoryRepository.bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
