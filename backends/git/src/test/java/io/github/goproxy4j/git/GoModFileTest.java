package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A go.mod file of any form makes, or is refused as, the module that the real {@code go} command makes of it. */
@Timeout(300)
class GoModFileTest {
    /** Contents, with PATH for the path of the module without its major version. */
    private static final List<String> CONTENTS = List.of(
            "module PATH\n",
            "module PATH",
            "",
            " \n\n",
            "\u00ef\u00bb\u00bfmodule PATH\n",
            "module PATH\r\n\r\ngo 1.20\r\n",
            "module PATH\rgo 1.20\r",
            "module \"PATH\"\n",
            "module `PATH`\n",
            "module 'PATH'\n",
            "module \"PATH\n",
            "module \"\\x67it\" // PATH\n",
            "module (\n\tPATH\n)\n",
            "module ( PATH )\n",
            "module (\n)\nmodule PATH\n",
            "// of PATH\n\n//\nmodule PATH // Deprecated: use another\n",
            "/* PATH */\nmodule PATH\n",
            "module PATH /* PATH */\n",
            "module PATH// comment\n",
            "module\tPATH\n",
            "   module   PATH   \n",
            "\u00a0module PATH\n",
            "\fmodule PATH\n",
            "module\n",
            "module \n PATH\n",
            "module PATH PATH\n",
            "module PATH;\n",
            "module \"\"\n",
            "modulex PATH\nmodule PATH\n",
            "module PATH\nmodule example.com/second\n",
            "module example.com/first\nmodule PATH\n",
            "go 1.20\n",
            "go 1.20\nmodule PATH\n",
            "module PATH/v2\n",
            "module PATH/v3\n",
            "module PATH/v1\n",
            "module PATH/v02\n",
            "module PATH/\n",
            "module /PATH\n",
            "module gopkg.in/yaml.v2\n",
            "module gopkg.in/yaml.v3-unstable\n",
            "module gopkg.in/yaml\n",
            "module example.com/fork\n",
            "module example.com/fork/v2\n",
            "module example.com/FORK\n",
            "module fork\n",
            "module example.com/f\u00c3\u00b6rk\n",
            "module example.com/f\u00f6rk\n",
            "module PATH\n\u0000\n",
            "module PATH\n// \u00ff\n",
            "module PATH\nrequire (\n",
            "module PATH\n)\n",
            "module PATH\nrequire example.com/x\n",
            "module PATH\nsomething of tomorrow\n",
            "module PATH\ngo 1.21\ngo 1.22\n",
            "module PATH\ngo one\n",
            "module PATH\ntoolchain go9.9\n",
            "module PATH\nretract [v1.0.0, v0.1.0]\n",
            "module PATH\nreplace example.com/x => ../x\nexclude example.com/x v1.0.0\n",
            "module PATH\n" + "// long\n".repeat(10_000));

    @TempDir
    Path directory;

    private GoJudge judge;

    @BeforeEach
    void prepare() throws IOException {
        judge = GoJudge.required(directory);
    }

    @Test
    void anyContentAtTheRoot_answersAsGoDoes() throws IOException {
        List<String> tags = new ArrayList<>();
        try (TestRepository repository = judge.create("content")) {
            for (int i = 0; i < CONTENTS.size(); i++) {
                String goMod = CONTENTS.get(i).replace("PATH", GoJudge.root("content"));
                tags.add("v1." + i + ".0");
                repository.ref(
                        "refs/tags/" + tags.get(i), repository.commit(Map.of("go.mod", goMod, "v/vendor/x.go", "x")));
            }
        }
        assertThat(judge.judgeTags("content", "", tags)).contains("v1.0.0", "v1.1.0", "refused");
    }

    @Test
    void anyContentOfASecondMajor_inBothPlaces_answersAsGoDoes() throws IOException {
        List<String> tags = new ArrayList<>();
        try (TestRepository repository = judge.create("major")) {
            for (int i = 0; i < CONTENTS.size(); i++) {
                String plain = CONTENTS.get(i).replace("PATH", GoJudge.root("major"));
                String second = CONTENTS.get(i).replace("PATH", GoJudge.root("major") + "/v2");
                String right = "module " + GoJudge.root("major") + "/v2\n";
                List<Map<String, String>> trees = List.of(
                        Map.of("go.mod", second),
                        Map.of("go.mod", plain, "v2/go.mod", second),
                        Map.of("go.mod", second, "v2/go.mod", right));
                for (int j = 0; j < trees.size(); j++) {
                    String tag = "v2." + i + "." + j;
                    tags.add(tag);
                    repository.ref("refs/tags/" + tag, repository.commit(trees.get(j)));
                }
            }
        }
        assertThat(judge.judgeTags("major", "/v2", tags)).contains("v2.0.0", "v2.0.1", "refused");
    }

    @Test
    void goModOfAnyKind_answersAsGoDoes() throws IOException {
        List<String> tags = new ArrayList<>();
        try (TestRepository repository = judge.create("kinds")) {
            String goMod = "module " + GoJudge.root("kinds") + "\n";
            ObjectId text = blob(repository, goMod);
            ObjectId link = blob(repository, "other.mod");
            ObjectId moduleLink = blob(repository, "module " + GoJudge.root("kinds"));
            TreeFormatter inner = new TreeFormatter();
            inner.append("x.go", FileMode.REGULAR_FILE, text);
            ObjectId subtree = repository.insert(Constants.OBJ_TREE, inner.toByteArray());
            record Entry(FileMode mode, ObjectId id) {}
            List<Entry> entries = List.of(
                    new Entry(FileMode.REGULAR_FILE, text),
                    new Entry(FileMode.EXECUTABLE_FILE, text),
                    new Entry(FileMode.SYMLINK, link),
                    new Entry(FileMode.SYMLINK, moduleLink),
                    new Entry(FileMode.TREE, subtree),
                    new Entry(FileMode.GITLINK, ObjectId.fromString("1".repeat(40))));
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                TreeFormatter directory = new TreeFormatter();
                directory.append("a.go", FileMode.REGULAR_FILE, text);
                directory.append("go.mod", entry.mode, entry.id);
                ObjectId tree = repository.insert(Constants.OBJ_TREE, directory.toByteArray());
                TreeFormatter root = new TreeFormatter();
                root.append("go.mod", FileMode.REGULAR_FILE, text);
                root.append("sub", FileMode.TREE, tree);
                tags.add("v0.0." + i);
                repository.ref("refs/tags/v0.0." + i, repository.commitTree(tree));
                // The same as a sub-directory: whether the root's module has its files depends on that go.mod.
                ObjectId below = repository.commitTree(repository.insert(Constants.OBJ_TREE, root.toByteArray()));
                repository.ref("refs/tags/v1.0." + i, below);
                repository.ref("refs/tags/sub/v0.0." + i, below);
            }
        }
        List<String> atRoot = new ArrayList<>(tags);
        // Its zip is legal, and go fails on it only when it has unpacked it and looks for the go version.
        atRoot.remove("v0.0.4");
        assertThat(judge.judgeTags("kinds", "", atRoot)).startsWith("v0.0.0", "v0.0.1", "refused", "v0.0.3");
        assertThat(judge.judgeTags("kinds", "/sub", tags)).startsWith("v0.0.0", "v0.0.1", "refused");
        tags.replaceAll(tag -> tag.replace("v0.", "v1."));
        assertThat(judge.judgeTags("kinds", "", tags)).doesNotContain("refused");
    }

    private static ObjectId blob(TestRepository repository, String text) {
        return repository.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
