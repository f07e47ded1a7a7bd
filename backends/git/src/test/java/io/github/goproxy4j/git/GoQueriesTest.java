package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a commit is asked for by, its version is the one that the real {@code go} command finds. */
@Timeout(300)
class GoQueriesTest {
    @TempDir
    Path directory;

    private GoJudge judge;

    @BeforeEach
    void prepare() throws IOException {
        judge = GoJudge.required(directory);
    }

    @Test
    void idsOfAnyLengthAndObject_answerAsGoDoes() throws IOException {
        List<String> queries = new ArrayList<>();
        try (TestRepository repository = judge.create("ids")) {
            Map<String, String> files = Map.of("go.mod", "module " + GoJudge.root("ids") + "\n");
            ObjectId first = repository.commit(files);
            ObjectId second = repository.commit(files, first);
            ObjectId tag = repository.tagObject("v1.0.0", first, Constants.OBJ_COMMIT);
            repository.ref("refs/heads/master", second);
            repository.ref("refs/tags/v1.0.0", tag);
            ObjectId pulled = repository.commit(files, second);
            repository.ref("refs/pull/1/head", pulled);
            ObjectId lost = repository.commit(files, second);
            for (int digits : new int[] {6, 7, 8, 12, 13, 39, 40}) {
                queries.add(first.name().substring(0, digits));
            }
            queries.add(first.name() + "0");
            queries.add(first.name().toUpperCase(Locale.ROOT));
            queries.add(second.name().substring(0, 7));
            queries.add(tag.name());
            queries.add(tag.name().substring(0, 10));
            queries.add(pulled.name());
            queries.add(lost.name());
            queries.add(lost.name().substring(0, 12));
            queries.add(tree(repository, first).name());
            queries.add(blob(repository, files.get("go.mod")).name());
            queries.add("0".repeat(40));
        }
        assertThat(judge.judge("ids", "", queries))
                .startsWith("refused", "v1.0.0", "v1.0.0", "v1.0.0", "v1.0.0", "v1.0.0", "v1.0.0", "refused");
    }

    private static ObjectId tree(TestRepository repository, ObjectId commit) throws IOException {
        try (ObjectReader reader = repository.jgit().newObjectReader()) {
            return ObjectHeader.tree(reader.open(commit));
        }
    }

    private static ObjectId blob(TestRepository repository, String text) {
        return repository.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void digitsOfTwoObjects_answerAsGoDoes() throws IOException {
        for (String relation : List.of("tips", "tip and ancestor", "ancestors", "commit and blob", "one unreachable")) {
            String name = "twins" + relation.hashCode();
            List<String> queries = new ArrayList<>();
            try (TestRepository repository = judge.create(name)) {
                Map<String, String> files = Map.of("go.mod", "module " + GoJudge.root(name) + "\n");
                ObjectId tree = tree(repository, repository.commit(files));
                boolean withBlob = relation.equals("commit and blob");
                List<ObjectId> twins = twins(repository, tree, withBlob);
                ObjectId a = twins.get(0);
                ObjectId b = withBlob ? a : twins.get(1);
                switch (relation) {
                    case "tips" -> {
                        repository.ref("refs/heads/master", a);
                        repository.ref("refs/heads/other", b);
                    }
                    case "tip and ancestor" -> {
                        repository.ref("refs/heads/master", a);
                        repository.ref("refs/heads/other", repository.commitTree(tree, b));
                    }
                    case "one unreachable" -> {
                        repository.ref("refs/heads/master", repository.commitTree(tree, a));
                        repository.ref("refs/pull/1/head", b);
                    }
                    default -> repository.ref("refs/heads/master", repository.commitTree(tree, a, b));
                }
                queries.add(a.name().substring(0, 7));
                queries.add(a.name().substring(0, 11));
                queries.add(b.name().substring(0, 12));
                queries.add(b.name());
            }
            assertThat(judge.judge(name, "", queries)).as(relation).anyMatch(version -> version.startsWith("v0.0.0-"));
        }
    }

    /** Two commits, or a commit and a blob, whose ids start with the same seven digits, found by counting. */
    private static List<ObjectId> twins(TestRepository repository, ObjectId tree, boolean withBlob) {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            Map<String, byte[]> seen = new HashMap<>();
            for (int i = 0; ; i++) {
                byte[] commit = ("tree " + tree.name() + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n" + i)
                        .getBytes(StandardCharsets.US_ASCII);
                byte[] other = withBlob ? String.valueOf(i).getBytes(StandardCharsets.US_ASCII) : commit;
                int kind = withBlob ? Constants.OBJ_BLOB : Constants.OBJ_COMMIT;
                byte[] twin = seen.get(digits(formatter.idFor(Constants.OBJ_COMMIT, commit)));
                if (twin != null) {
                    return List.of(repository.insert(Constants.OBJ_COMMIT, commit), repository.insert(kind, twin));
                }
                seen.put(digits(formatter.idFor(kind, other)), other);
            }
        }
    }

    private static String digits(ObjectId id) {
        return id.name().substring(0, 7);
    }

    @Test
    void pseudoVersionsOfEveryForm_answerAsGoDoes() throws IOException {
        List<String> queries = new ArrayList<>();
        try (TestRepository repository = judge.create("pseudo")) {
            Map<String, String> files = Map.of("a.go", "package a\n");
            ObjectId first = repository.commit(files);
            ObjectId second = repository.commit(files, first);
            ObjectId side = repository.commit(files, first);
            ObjectId third = repository.commit(files, second);
            repository.ref("refs/heads/master", third);
            repository.ref("refs/tags/v1.0.0", first);
            repository.ref("refs/tags/v1.1.0-rc.1", second);
            repository.ref("refs/tags/v1.2.0+meta", second);
            repository.ref("refs/tags/v2.0.0", second);
            repository.ref("refs/tags/v3.0.0+incompatible", first);
            repository.ref("refs/tags/v1.5.0", side);
            repository.ref("refs/tags/v1.6.0+meta", third);
            String end = "20200102030705-" + third.name().substring(0, 12);
            for (String form : List.of(
                    "v0.0.0-%s",
                    "v1.0.0-%s",
                    "v2.0.0-%s",
                    "v2.0.0-%s+incompatible",
                    "v7.0.0-%s",
                    "v1.0.1-0.%s",
                    "v1.0.1-rc.0.%s",
                    "v1.1.0-rc.1.0.%s",
                    "v1.1.1-0.%s",
                    "v1.2.1-0.%s",
                    "v1.2.1-0.%s+meta",
                    "v1.3.0-0.%s",
                    "v1.0.0-0.%s",
                    "v2.0.1-0.%s",
                    "v2.0.1-0.%s+incompatible",
                    "v3.0.1-0.%s",
                    "v3.0.1-0.%s+incompatible",
                    "v1.5.1-0.%s",
                    "v1.6.1-0.%s",
                    "v1.7.1-0.%s",
                    "v0.0.1-0.%s",
                    "v0.1.0-%s",
                    "v1.0.1-1.%s")) {
                queries.add(form.replace("%s", end));
            }
            String rev = third.name().substring(0, 12);
            queries.addAll(List.of(
                    "v0.0.0-20200102030706-" + rev,
                    "v0.0.0-20200102030704-" + rev,
                    "v0.0.0-20201302030705-" + rev,
                    "v0.0.0-20200102030705-" + third.name().substring(0, 11),
                    "v0.0.0-20200102030705-" + third.name().substring(0, 13),
                    "v0.0.0-20200102030705-" + third.name(),
                    "v0.0.0-20200102030705-" + rev.toUpperCase(Locale.ROOT),
                    "v0.0.0-20200102030705-master",
                    "v0.0.0-20200102030705-v1",
                    "v0.0.0-20200102030405-" + first.name().substring(0, 12),
                    "v1.0.1-0.20200102030405-" + first.name().substring(0, 12),
                    "v0.0.0-20200102030605-" + side.name().substring(0, 12),
                    first.name(),
                    second.name(),
                    side.name(),
                    third.name(),
                    "latest",
                    "master"));
        }
        assertThat(judge.judge("pseudo", "", queries))
                .startsWith("v0.0.0-20200102030705-" + queries.get(0).substring(22), "refused")
                .contains("v1.5.0");
    }

    @Test
    void majorsOfEveryLayout_answerAsGoDoes() throws IOException {
        String root = GoJudge.root("majors");
        List<String> tags = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        try (TestRepository repository = judge.create("majors")) {
            Map<String, String> files = new TreeMap<>(Map.of("a.go", "package a\n", "sub/b.go", "package b\n"));
            tag(repository, files, tags, "v0.1.0", "v2.0.0", "v3.0.0", "v3.1.0-rc.1", "sub/v0.1.0");
            files.put("v4/go.mod", "module " + root + "/v4\n");
            tag(repository, files, tags, "v4.0.0", "v1.0.0", "v4/v4.0.1", "v4/v0.1.0");
            files.put("sub/go.mod", "module " + root + "/sub/v2\n");
            tag(repository, files, tags, "sub/v2.0.0", "v2.1.0", "sub/v1.0.0", "sub/v2/v2.0.1");
            files.put("go.mod", "module " + root + "\n");
            files.put("sub/v3/go.mod", "module " + root + "/sub/v3\n");
            tag(repository, files, tags, "v3.2.0", "sub/v3.0.0", "v4.1.0", "sub/v2.1.0");
            files.put("go.mod", "module " + root + "/v2\n");
            files.put("sub/go.mod", "module " + root + "/sub/v3\n");
            tag(repository, files, tags, "v2.2.0", "sub/v3.1.0", "v5.0.0");
            files.remove("sub/v3/go.mod");
            files.put("v2/go.mod", "module " + root + "/v2\n");
            tag(repository, files, tags, "v2.3.0", "sub/v3.2.0", "v1.1.0");
        }
        for (String tag : tags) {
            String version = tag.substring(tag.lastIndexOf('/') + 1);
            if (!queries.contains(version)) {
                queries.add(version);
            }
        }
        queries.addAll(
                List.of("v2.0.0+incompatible", "v3.2.0+incompatible", "v4.0.0+incompatible", "v5.0.0+incompatible"));
        List<String> answered = new ArrayList<>();
        for (String below : List.of("", "/v2", "/v3", "/v4", "/v5", "/sub", "/sub/v2", "/sub/v3", "/v4/v4", "/none")) {
            answered.addAll(judge.judgeTags("majors", below, queries));
            judge.judge("majors", below, List.of("latest", "master"));
        }
        assertThat(answered).contains("v2.0.0+incompatible", "v2.2.0", "v3.2.0", "v4.0.0", "refused");
    }

    private static ObjectId tag(
            TestRepository repository, Map<String, String> files, List<String> tags, String... names)
            throws IOException {
        ObjectId parent = repository.jgit().resolve("refs/heads/master");
        ObjectId commit = parent == null ? repository.commit(files) : repository.commit(files, parent);
        for (String name : names) {
            repository.ref("refs/tags/" + name, commit);
            tags.add(name);
        }
        repository.ref("refs/heads/master", commit);
        return commit;
    }

    @Test
    void retractionsOfEveryKind_answerAsGoDoes() throws IOException {
        List<String> retractions = List.of(
                "retract v1.1.0",
                "retract [v1.0.0, v1.2.0]",
                "retract (\n\tv1.0.0\n\t[v1.1.0, v1.9.9] // all\n)",
                "retract v1.2.0",
                // Not the pseudo-version of the tip: that is what @latest answers then, and go itself would not take
                // it.
                "retract [v0.0.0, v9.9.9]",
                "retract v1.1.0-pre",
                "retract v1.1",
                "retract [v1.1.0, v1.1.0",
                "retract v2.0.0");
        List<String> answered = new ArrayList<>();
        for (int i = 0; i < retractions.size(); i++) {
            String name = "retract" + i;
            List<String> queries = new ArrayList<>();
            try (TestRepository repository = judge.create(name)) {
                List<String> tags = new ArrayList<>();
                Map<String, String> files = new TreeMap<>(Map.of("go.mod", "module " + GoJudge.root(name) + "\n"));
                queries.add(tag(repository, files, tags, "v1.0.0").name());
                queries.add(tag(repository, files, tags, "v1.1.0", "v1.1.0-pre").name());
                files.put("go.mod", files.get("go.mod") + retractions.get(i) + "\n");
                queries.add(tag(repository, files, tags, "v1.2.0").name());
                files.put("go.mod", "module " + GoJudge.root(name) + "\nretract v1.0.0\n");
                tag(repository, files, tags, "v1.3.0-rc.1");
                tag(repository, files, tags);
                queries.addAll(List.of("latest", "master", "v1", "v1.1.0", "v1.2.0"));
            }
            answered.addAll(judge.judge(name, "", queries));
        }
        assertThat(answered)
                .contains("v1.0.0", "v1.1.0", "v1.2.0", "v1.1.0-pre")
                .anyMatch(v -> v.startsWith("v0.0.0-"));
    }
}
