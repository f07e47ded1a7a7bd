package io.github.goproxy4j.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The git objects of a story, byte by byte, so that no tool puts anything in order. */
final class StoryObjects {
    /** The id of no object. */
    static final String ABSENT = "0123456789012345678901234567890123456789";

    private static final String PERSON = "A U Thor <author@example.com>";

    private final Store store;
    private final List<String> commits = new ArrayList<>();
    private final List<String> trees = new ArrayList<>();

    StoryObjects(Store store) {
        this.store = store;
    }

    /** Where objects go. */
    interface Store {
        void put(String id, byte[] header, byte[] content) throws IOException;
    }

    /** The ids of the commits, by their places. */
    List<String> commits() {
        return commits;
    }

    /** The ids of the commits' trees. */
    List<String> trees() {
        return trees;
    }

    void add(Story.Commit commit) throws IOException {
        String tree = tree(commit.tree());
        trees.add(tree);
        commits.add(commit(commit, tree));
    }

    /** Makes a commit without giving it a place. */
    String commit(Story.Commit commit, String tree) throws IOException {
        StringBuilder text = new StringBuilder("tree " + tree + "\n");
        for (int parent : commit.parents()) {
            text.append("parent ").append(commits.get(parent)).append('\n');
        }
        // The author's time must not matter.
        text.append("author ").append(PERSON).append(" 1000000000 +0000\n");
        text.append("committer ").append(PERSON).append(' ').append(commit.time());
        text.append(' ').append(commit.zone()).append("\n\na commit\n");
        return object("commit", text.toString());
    }

    String tree(SortedMap<String, Story.Entry> files) throws IOException {
        Map<String, SortedMap<String, Story.Entry>> directories = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, Story.Entry> file : files.entrySet()) {
            int slash = file.getKey().indexOf('/');
            if (slash >= 0) {
                directories
                        .computeIfAbsent(file.getKey().substring(0, slash), name -> new TreeMap<>())
                        .put(file.getKey().substring(slash + 1), file.getValue());
            } else {
                rows.add(new Row(file.getValue().mode(), file.getKey(), entry(file.getValue())));
            }
        }
        for (Map.Entry<String, SortedMap<String, Story.Entry>> directory : directories.entrySet()) {
            rows.add(new Row(Row.DIRECTORY, directory.getKey(), tree(directory.getValue())));
        }
        rows.sort(Comparator.comparing(Row::sortKey, Arrays::compareUnsigned));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Row row : rows) {
            out.write((row.mode + " ").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes(row.name));
            out.write(0);
            out.write(HexFormat.of().parseHex(row.id));
        }
        return object("tree", out.toByteArray());
    }

    private record Row(String mode, String name, String id) {
        static final String DIRECTORY = "40000";

        /** Git sorts a directory as if its name ended in a slash. */
        byte[] sortKey() {
            return bytes(mode.equals(DIRECTORY) ? name + "/" : name);
        }
    }

    private String entry(Story.Entry entry) throws IOException {
        // A submodule is a commit that is not in this repository.
        return entry.mode().equals(Story.Entry.SUBMODULE)
                ? ABSENT
                : object("blob", entry.content().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Makes what a ref holds. */
    String target(Story.Ref ref) throws IOException {
        String id = untagged(ref.target());
        String type = ref.target().matches("[0-9]+") ? "commit" : ref.target().replaceFirst(":.*", "");
        for (int i = 0; i < ref.tags(); i++) {
            String name = ref.name().replaceFirst("refs/tags/", "");
            id = object(
                    "tag",
                    "object " + id + "\ntype " + type + "\ntag " + name + "\ntagger " + PERSON
                            + " 1100000000 +0000\n\ntag " + i + "\n");
            type = "tag";
        }
        return id;
    }

    private String untagged(String target) throws IOException {
        int place = Integer.parseInt(target.substring(target.indexOf(':') + 1));
        if (target.startsWith("tree:")) {
            return trees.get(place);
        }
        return target.startsWith("blob:") ? object("blob", "a blob\n") : commits.get(place);
    }

    private String object(String type, String content) throws IOException {
        return object(type, content.getBytes(StandardCharsets.UTF_8));
    }

    private String object(String type, byte[] content) throws IOException {
        byte[] header = (type + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        String id = HexFormat.of().formatHex(sha1(header, content));
        store.put(id, header, content);
        return id;
    }

    private static byte[] sha1(byte[] header, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(header);
            return digest.digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bytes of a file's name: characters from U+DC80 to U+DCFF stand for one each. */
    private static byte[] bytes(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        name.codePoints().forEach(c -> {
            if (c >= 0xDC80 && c <= 0xDCFF) {
                out.write(c - 0xDC00);
            } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }
}
