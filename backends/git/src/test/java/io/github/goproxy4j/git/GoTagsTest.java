package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tags and branches of every kind and in every place are what the real {@code go} command takes them for. */
@Timeout(300)
class GoTagsTest {
    @TempDir
    Path directory;

    private GoJudge judge;

    @BeforeEach
    void prepare() throws IOException {
        judge = GoJudge.required(directory);
    }

    private static Map<String, String> files(String name, String text) {
        return Map.of("go.mod", "module " + GoJudge.root(name) + "\n", "a.go", "package a // " + text + "\n");
    }

    @Test
    void tagsOnEveryKindOfObject_answerAsGoDoes() throws IOException {
        ObjectId first;
        ObjectId second;
        ObjectId tree;
        ObjectId nested;
        try (TestRepository repository = judge.create("objects")) {
            first = repository.commit(files("objects", "1"));
            second = repository.commit(files("objects", "2"), first);
            tree = repository.insert(Constants.OBJ_TREE, new byte[0]);
            ObjectId blob = repository.insert(Constants.OBJ_BLOB, new byte[] {'x'});
            repository.ref("refs/heads/master", second);
            repository.ref("refs/tags/v1.0.0", first);
            repository.ref("refs/tags/v1.1.0", repository.tagObject("v1.1.0", first, Constants.OBJ_COMMIT));
            nested = repository.tagObject("inner", first, Constants.OBJ_COMMIT);
            ObjectId middle = repository.tagObject("middle", nested, Constants.OBJ_TAG);
            repository.ref("refs/tags/v1.2.0", repository.tagObject("v1.2.0", middle, Constants.OBJ_TAG));
            repository.ref("refs/tags/v1.3.0", tree);
            repository.ref("refs/tags/v1.4.0", blob);
            repository.ref("refs/tags/v1.5.0", repository.tagObject("v1.5.0", tree, Constants.OBJ_TREE));
            repository.ref("refs/tags/v1.6.0", repository.tagObject("v1.6.0", blob, Constants.OBJ_BLOB));
            repository.ref("refs/tags/other-name", repository.tagObject("v1.7.0", second, Constants.OBJ_COMMIT));
        }
        assertThat(judge.judge(
                        "objects",
                        "",
                        List.of(
                                "v1.0.0",
                                "v1.1.0",
                                "v1.2.0",
                                "v1.3.0",
                                "v1.4.0",
                                "v1.5.0",
                                "v1.6.0",
                                "other-name",
                                "master",
                                first.name(),
                                nested.name(),
                                nested.name().substring(0, 9),
                                tree.name(),
                                tree.name().substring(0, 7))))
                .startsWith("v1.0.0", "v1.1.0", "v1.2.0", "refused", "refused", "refused", "refused")
                .endsWith("v1.2.0", "v1.2.0", "v1.2.0", "refused", "refused");
    }

    @Test
    void namesOfEveryForm_answerAsGoDoes() throws IOException {
        List<String> names = List.of(
                "v1",
                "v1.2",
                "v1.2.3",
                "1.3.0",
                "V1.4.0",
                "v1.05.0",
                "v1.6.0+meta",
                "v1.6.0-rc.1+meta",
                "v1.7.0+incompatible",
                "v1.8.0-",
                "v1.8.0-rc..1",
                "v1.8.0-rc.01",
                "v1.8.0-rc.1",
                "v1.9.0-RC",
                "v2.0.0",
                "v2.1.0+incompatible",
                "v0.0.0-20200102030405-abcdefabcdef",
                "v1.9.1-0.20200102030405-abcdefabcdef",
                "v1.9.2-pre.0.20200102030405-abcdefabcdef",
                "v1.9.3-20200102030405-abcdefabcdef",
                "v999999999999999999999999.0.0",
                "v1.999999999999999999999999.0",
                "x/v1.2.4",
                "latest-stable",
                "release_1");
        List<String> queries = new ArrayList<>();
        try (TestRepository repository = judge.create("names")) {
            ObjectId tip = repository.commit(files("names", "0"));
            for (String name : names) {
                tip = repository.commit(files("names", name), tip);
                repository.ref("refs/tags/" + name, tip);
                queries.add(name);
                queries.add(tip.name());
            }
            repository.ref("refs/heads/master", repository.commit(files("names", "end"), tip));
            queries.add("master");
        }
        queries.removeIf(query -> query.contains("/") || query.equals("v1") || query.equals("v1.2"));
        assertThat(judge.judge("names", "", queries)).contains("v1.2.3", "v1.8.0-rc.1", "v1.9.0-RC", "refused");
    }

    @Test
    void sameVersionOnSeveralRefs_answersAsGoDoes() throws IOException {
        List<String> queries = new ArrayList<>();
        try (TestRepository repository = judge.create("twice")) {
            ObjectId a = repository.commit(files("twice", "a"));
            ObjectId b = repository.commit(files("twice", "b"), a);
            ObjectId c = repository.commit(files("twice", "c"), b);
            ObjectId d = repository.commit(files("twice", "d"), c);
            repository.ref("refs/tags/v1.0.0", a);
            repository.ref("refs/heads/v1.0.0", c);
            repository.ref("refs/tags/v1.0.0+one", b);
            repository.ref("refs/tags/v1.0.0+two", c);
            repository.ref("refs/tags/v1.1.0", b);
            repository.ref("refs/tags/v1.1.1", repository.tagObject("v1.1.1", b, Constants.OBJ_COMMIT));
            repository.ref("refs/tags/v1.1.1-rc.1", b);
            repository.ref("refs/heads/v1.5.0", c);
            repository.ref("refs/remotes/origin/v1.6.0", d);
            repository.ref("refs/pull/7/head", repository.commit(files("twice", "pull"), d));
            repository.ref("refs/heads/master", d);
            for (ObjectId id : List.of(a, b, c, d)) {
                queries.add(id.name());
            }
            queries.add(repository.jgit().resolve("refs/pull/7/head").name());
        }
        queries.addAll(List.of(
                "v1.0.0", "v1.0.0+one", "v1.0.0+two", "v1.1.0", "v1.1.1", "v1.1.1-rc.1", "v1.5.0", "v1.6.0", "master"));
        assertThat(judge.judge("twice", "", queries)).contains("v1.0.0", "v1.1.0", "v1.1.1", "refused");
    }

    @Test
    void namesThatMeanSeveralThings_answerAsGoDoes() throws IOException {
        List<String> queries = new ArrayList<>(List.of("master", "HEAD", "both", "main", "abcdef1", "deadbeef"));
        try (TestRepository repository = judge.create("ambiguous")) {
            ObjectId a = repository.commit(files("ambiguous", "a"));
            ObjectId b = repository.commit(files("ambiguous", "b"), a);
            ObjectId c = repository.commit(files("ambiguous", "c"), b);
            repository.ref("refs/heads/master", c);
            repository.ref("refs/tags/both", a);
            repository.ref("refs/heads/both", b);
            repository.ref("refs/heads/abcdef1", a);
            repository.ref("refs/tags/deadbeef", b);
            // A branch and a tag that are called as the beginning of another commit's id.
            repository.ref("refs/heads/" + a.name().substring(0, 8), c);
            repository.ref("refs/tags/" + b.name().substring(0, 11), a);
            queries.add(a.name().substring(0, 8));
            queries.add(a.name().substring(0, 9));
            queries.add(b.name().substring(0, 12));
            queries.add(b.name().substring(0, 11));
            queries.add("v0.0.0-20200102030505-" + b.name().substring(0, 12));
        }
        assertThat(judge.judge("ambiguous", "", queries)).contains("refused").hasSize(11);
    }

    @Test
    void tagAndBranchCalledHead_answerAsGoDoes() throws IOException {
        for (String ref : List.of("refs/tags/HEAD", "refs/heads/HEAD")) {
            String name = ref.contains("tags") ? "headtag" : "headbranch";
            try (TestRepository repository = judge.create(name)) {
                ObjectId a = repository.commit(files(name, "a"));
                repository.ref("refs/heads/master", repository.commit(files(name, "b"), a));
                write(judge.directory(name), ref, a.name());
            }
            assertThat(judge.judge(name, "", List.of("HEAD", "master"))).doesNotContain("refused");
        }
    }

    @Test
    void symbolicRefs_answerAsGoDoes() throws IOException {
        ObjectId second;
        try (TestRepository repository = judge.create("symbolic")) {
            ObjectId first = repository.commit(files("symbolic", "1"));
            second = repository.commit(files("symbolic", "2"), first);
            repository.ref("refs/tags/v1.0.0", first);
            repository.ref("refs/heads/dev", second);
        }
        Path git = judge.directory("symbolic");
        write(git, "refs/tags/v1.1.0", "ref: refs/tags/v1.0.0");
        write(git, "refs/tags/v1.2.0", "ref: refs/heads/dev");
        write(git, "refs/tags/v1.3.0", "ref: refs/tags/v1.2.0");
        write(git, "refs/tags/v1.4.0", "ref: refs/tags/nothing");
        write(git, "refs/tags/v1.5.0", "ref: refs/tags/v1.5.0");
        write(git, "refs/tags/v1.6.0", "ref: HEAD");
        write(git, "refs/heads/alias", "ref: refs/heads/dev");
        write(git, "HEAD", "ref: refs/heads/alias");
        assertThat(judge.judge(
                        "symbolic",
                        "",
                        List.of(
                                "v1.0.0",
                                "v1.1.0",
                                "v1.2.0",
                                "v1.3.0",
                                "v1.4.0",
                                "v1.5.0",
                                "v1.6.0",
                                "alias",
                                "dev",
                                "HEAD",
                                "latest",
                                second.name())))
                .startsWith("v1.0.0", "v1.1.0", "v1.2.0", "v1.3.0", "refused", "refused", "v1.6.0");
    }

    @Test
    void headWithoutACommit_answersAsGoDoes() throws IOException {
        for (String head : List.of("ref: refs/heads/gone", "ref: refs/tags/v1.0.0", "ref: HEAD", "detached")) {
            String name = "head" + Integer.toHexString(head.hashCode());
            try (TestRepository repository = judge.create(name)) {
                ObjectId first = repository.commit(files(name, "1"));
                ObjectId second = repository.commit(files(name, "2"), first);
                repository.ref("refs/heads/dev", second);
                repository.ref("refs/tags/v1.0.0", first);
                ObjectId third = repository.commit(files(name, "3"), second);
                write(judge.directory(name), "HEAD", head.equals("detached") ? third.name() : head);
                if (head.equals("ref: HEAD")) {
                    // To git this is no repository at all; it is here that it must not be served as an empty one.
                    continue;
                }
                judge.judge(name, "", List.of("HEAD", "dev", "v1.0.0", "latest", first.name(), third.name()));
            }
        }
    }

    @Test
    void unbornRepository_answersAsGoDoes() throws IOException {
        judge.create("unborn").close();
        assertThat(judge.judge("unborn", "", List.of("HEAD", "latest", "master", "v1.0.0")))
                .containsOnly("refused");
    }

    @Test
    void refsInOddPlaces_answerAsGoDoes() throws IOException {
        ObjectId first;
        ObjectId second;
        ObjectId tag;
        try (TestRepository repository = judge.create("places")) {
            first = repository.commit(files("places", "1"));
            second = repository.commit(files("places", "2"), first);
            tag = repository.tagObject("v1.1.0", first, Constants.OBJ_COMMIT);
            repository.ref("refs/heads/master", second);
        }
        Path git = judge.directory("places");
        // Without a header, so nothing is said of an order or of what tags lead to; and one has an old value.
        write(
                git,
                "packed-refs",
                second.name() + " refs/tags/v1.4.0\n" + first.name() + " refs/tags/v1.0.0\n" + tag.name()
                        + " refs/tags/v1.1.0\n" + first.name() + " refs/tags/v1.2.0\n" + first.name()
                        + " refs/tags/sub\n" + first.name() + " refs/tags/sub0/v0.1.0");
        write(git, "refs/tags/v1.2.0", second.name());
        assertThat(judge.judge(
                        "places", "", List.of("v1.0.0", "v1.1.0", "v1.2.0", "v1.4.0", "sub", "v1.5.0", "latest")))
                .containsExactly("v1.0.0", "v1.1.0", "v1.2.0", "v1.4.0", "v1.1.0", "refused", "v1.4.0");
    }

    private static void write(Path git, String file, String text) throws IOException {
        Files.createDirectories(git.resolve(file).getParent());
        Files.writeString(git.resolve(file), text + "\n");
    }
}
