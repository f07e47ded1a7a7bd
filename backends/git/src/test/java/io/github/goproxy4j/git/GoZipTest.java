package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tree of any kind makes, or is refused as, the zip that the real {@code go} command makes of it. */
@Timeout(300)
class GoZipTest {
    /** What a line of a tree below is: a file with its content, a link with its target, or a submodule. */
    private static final String FILE = "=";

    private static final String EXECUTABLE = "*=";
    private static final String LINK = "->";
    private static final String SUBMODULE = "@";

    private static final String GO_MOD = "go.mod=module PATH\n";
    private static final String SUB = "sub/go.mod=module PATH/sub\n";

    @TempDir
    Path directory;

    private GoJudge judge;

    @BeforeEach
    void prepare() throws IOException {
        judge = GoJudge.required(directory);
    }

    /** Commits each tree, tags it for the root's module and for those in {@code sub} and {@code v2}, and compares. */
    private List<String> judge(String name, String below, List<List<String>> trees) throws IOException {
        List<String> tags = new ArrayList<>();
        try (TestRepository repository = judge.create(name)) {
            for (int i = 0; i < trees.size(); i++) {
                ObjectId tree = tree(repository, trees.get(i), GoJudge.root(name));
                ObjectId commit = repository.commitTree(tree);
                String tag = (below.equals("/v2") ? "v2." : "v1.") + i + ".0";
                repository.ref("refs/tags/" + (below.equals("/sub") ? "sub/" : "") + tag, commit);
                tags.add(tag);
            }
        }
        return judge.judgeTags(name, below, tags);
    }

    private static ObjectId tree(TestRepository repository, List<String> lines, String path) {
        Map<String, List<String>> directories = new TreeMap<>();
        Map<String, String> files = new TreeMap<>();
        for (String line : lines) {
            String entry = line.replace("PATH", path);
            int slash = entry.indexOf('/');
            int end = nameEnd(entry);
            if (slash >= 0 && slash < end) {
                directories
                        .computeIfAbsent(entry.substring(0, slash), key -> new ArrayList<>())
                        .add(entry.substring(slash + 1));
            } else {
                // Git orders names by their bytes, a directory's as if a slash followed.
                files.put(entry.substring(0, end), entry.substring(end));
            }
        }
        Map<String, Runnable> entries = new TreeMap<>();
        TreeFormatter tree = new TreeFormatter();
        directories.forEach((name, below) ->
                entries.put(name + "/", () -> tree.append(bytes(name), FileMode.TREE, tree(repository, below, path))));
        files.forEach((name, rest) -> entries.put(name, () -> append(repository, tree, name, rest)));
        entries.values().forEach(Runnable::run);
        return repository.insert(Constants.OBJ_TREE, tree.toByteArray());
    }

    private static int nameEnd(String entry) {
        int end = entry.length();
        for (String mark : List.of(EXECUTABLE, FILE, LINK, SUBMODULE)) {
            int at = entry.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return end;
    }

    private static void append(TestRepository repository, TreeFormatter tree, String name, String rest) {
        if (rest.startsWith(SUBMODULE)) {
            tree.append(bytes(name), FileMode.GITLINK, ObjectId.fromString("1".repeat(40)));
            return;
        }
        FileMode mode = rest.startsWith(LINK)
                ? FileMode.SYMLINK
                : rest.startsWith(EXECUTABLE) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
        String content = rest.isEmpty() ? "" : rest.substring(rest.startsWith(FILE) ? 1 : 2);
        tree.append(bytes(name), mode, repository.insert(Constants.OBJ_BLOB, bytes(content)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The name as git stores it: its UTF-8 bytes, each as one character. */
    private static String utf8(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void vendoredPackages_oldAndNewRule_answerAsGoDoes() throws IOException {
        List<List<String>> trees = new ArrayList<>();
        for (String go :
                List.of("", "go 1.13\n", "go 1.23.9\n", "go 1.24\n", "go 1.24rc1\n", "go 1.26\n", "go 1.24 (\n")) {
            trees.add(List.of(
                    GO_MOD + go,
                    "vendor/modules.txt=x\n",
                    "vendor/vendor.go=x\n",
                    "vendor/x/x.go=x\n",
                    "vendor/x/modules.txt=x\n",
                    "pkg/vendor/vendor.go=x\n",
                    "pkg/vendor/y/y.go=x\n",
                    "a/vendor/x.go=x\n",
                    "longer/name/vendor/x.go=x\n",
                    "longname/vendor/x.go=x\n",
                    "vendors/x/x.go=x\n",
                    "xvendor/x/x.go=x\n",
                    "a/vendor/vendor/z.go=x\n",
                    "a/vendor/b/vendor/z.go=x\n",
                    "b/vendor=x\n"));
        }
        trees.add(trees.get(0).subList(1, trees.get(0).size()));
        trees.add(List.of(GO_MOD, "Vendor/y/x.go=x\n", "b/Vendor/y/x.go=x\n"));
        assertThat(judge("vendor", "", trees)).doesNotContain("refused");
    }

    @Test
    void modulesBelow_inAnySpelling_answerAsGoDoes() throws IOException {
        List<List<String>> trees = new ArrayList<>();
        for (String inner : List.of(
                "b/go.mod=module PATH/b\n",
                "b/GO.MOD=",
                "b/Go.Mod=not one\n",
                "b/go.mod*=module PATH/b\n",
                "b/go.mod->../go.mod",
                "b/go.mod@",
                "b/go.mod/x.go=x\n",
                "b/go.mod/go.mod=x\n",
                "b/go.modx=",
                "b/c/d/go.mod=x\n",
                "go.mod/x.go=x\n",
                "vendor/b/go.mod=x\n",
                "_b/go.mod=x\n",
                ".b/go.mod=x\n",
                "testdata/go.mod=x\n")) {
            List<String> tree =
                    new ArrayList<>(List.of("b/b.go=x\n", "b/c/c.go=x\n", "b/c/d/d.go=x\n", "z.go=x\n", inner));
            if (!inner.startsWith("go.mod/")) {
                tree.add(GO_MOD);
                trees.add(tree);
            }
        }
        trees.add(List.of("GO.MOD=module PATH\n", "a.go=x\n"));
        trees.add(List.of("Go.mod=module PATH\n", GO_MOD));
        trees.add(List.of("go.mod->b.mod", "b.mod=module PATH\n"));
        assertThat(judge("modules", "", trees))
                .startsWith("v1.0.0", "v1.1.0", "v1.2.0", "v1.3.0")
                .contains("refused");
    }

    @Test
    void linksSubmodulesAndModes_answerAsGoDoes() throws IOException {
        assertThat(judge(
                        "modes",
                        "",
                        List.of(
                                List.of(GO_MOD, "a.go=x\n", "link->a.go", "dir->.", "up->../../x", "none->nothing"),
                                List.of(GO_MOD, "a.go*=x\n", "lib@", "deep/er/lib@"),
                                List.of(GO_MOD, "LICENSE->COPYING", "COPYING=x\n"),
                                List.of(GO_MOD, "A.go->a.go", "a.go=x\n"),
                                List.of(GO_MOD, "aux->a.go"),
                                List.of(GO_MOD, "empty="),
                                List.of("empty="),
                                List.of("lib@"),
                                List.of(),
                                List.of(GO_MOD, ".gitmodules=[submodule]\n", "lib@"),
                                List.of(
                                        GO_MOD,
                                        ".hg_archival.txt=x\n",
                                        ".git_archival.txt=x\n",
                                        "b/.hg_archival.txt=x\n"))))
                .startsWith("v1.0.0", "v1.1.0", "v1.2.0", "refused");
    }

    @Test
    void licence_ofTheRepository_isInheritedAsByGo() throws IOException {
        List<List<String>> trees = List.of(
                List.of("LICENSE=root\n", SUB),
                List.of("LICENSE*=root\n", SUB),
                List.of("LICENSE=", SUB),
                List.of("LICENSE->COPYING", "COPYING=x\n", SUB),
                List.of("LICENSE/MIT=x\n", SUB),
                List.of("LICENSE@", SUB),
                List.of("LICENSE.md=x\n", "License=x\n", "license=x\n", "COPYING=x\n", SUB),
                List.of("LICENSE=root\n", "sub/LICENSE=own\n", SUB),
                List.of("LICENSE=root\n", "sub/LICENSE=", SUB),
                List.of("LICENSE=root\n", "sub/LICENSE->../LICENSE", SUB),
                List.of("LICENSE=root\n", "sub/LICENSE@", SUB),
                List.of("LICENSE=root\n", "sub/LICENSE/MIT=x\n", SUB),
                List.of("LICENSE=root\n", "sub/License=x\n", SUB),
                List.of("LICENSE=root\n", "sub/LICENSE.md=x\n", SUB),
                List.of("LICENSE=root\n", "sub/x/LICENSE=x\n", SUB),
                List.of("LICENSE=root\nnext\n", ".gitattributes=* text eol=crlf\n", SUB),
                List.of("LICENSE=root\nnext\n", "sub/.gitattributes=* text eol=crlf\n", SUB, "sub/LICENSE=own\n"),
                List.of("LICENSE=$Id$\n", ".gitattributes=LICENSE ident export-ignore\n", SUB),
                List.of("sub/a.go=x\n", SUB));
        assertThat(judge("licence", "/sub", trees)).contains("v1.0.0", "v1.18.0");
        List<List<String>> majors = new ArrayList<>();
        for (List<String> tree : trees) {
            majors.add(tree.stream()
                    .map(line -> line.replace("sub/go.mod=module PATH/sub", "v2/go.mod=module PATH/v2"))
                    .map(line -> line.startsWith("sub/") ? "v2/" + line.substring(4) : line)
                    .toList());
        }
        assertThat(judge("licences", "/v2", majors)).contains("v2.0.0", "v2.18.0");
    }

    @Test
    void attributes_ofEveryPlace_answerAsGoDoes() throws IOException {
        List<String> files = List.of(
                "a.txt=1\n2\n",
                "b.bat=1\r\n2\n",
                "c.id=$Id$ $Format:%H$\n",
                "sub/a.txt=1\n2\n",
                "sub/x/a.txt=1\n2\n",
                SUB);
        List<List<String>> trees = new ArrayList<>();
        for (List<String> attributes : List.of(
                List.of(".gitattributes=*.txt eol=crlf\n"),
                List.of("sub/.gitattributes=*.txt eol=crlf\n"),
                List.of("sub/.gitattributes=* text eol=crlf\n", ".gitattributes=* -text\n"),
                List.of(".gitattributes=* text eol=crlf\n", "sub/.gitattributes=* -text\n"),
                List.of(".gitattributes=[attr]dos text eol=crlf\n*.txt dos\n"),
                List.of(".gitattributes=*.txt dos\n", "sub/.gitattributes=[attr]dos text eol=crlf\n*.txt dos\n"),
                List.of(".gitattributes=[attr]dos text eol=crlf\n", "sub/.gitattributes=*.txt dos\nx/*.txt -dos\n"),
                List.of(".gitattributes=*.txt binary\n* text eol=crlf\n"),
                List.of(".gitattributes=* text=auto eol=crlf\nsub/** export-ignore\n*.id export-subst ident\n"),
                List.of(".gitattributes->sub/attributes", "sub/attributes=*.txt eol=crlf\n"),
                List.of("sub/.gitattributes->attributes", "sub/attributes=*.txt eol=crlf\n"),
                List.of(".gitattributes=/sub/x/a.txt eol=crlf\nsub/a.txt eol=crlf\n"),
                List.of(".gitattributes=a.txt working-tree-encoding=UTF-16LE\n"),
                List.of("sub/.gitattributes=*.txt working-tree-encoding=UTF-16LE-BOM\n"),
                List.of(".gitattributes/x=*.txt eol=crlf\n"),
                List.of(".gitattributes=*.txt filter=lfs diff=lfs merge=lfs -text\n"))) {
            List<String> tree = new ArrayList<>(files);
            tree.addAll(attributes);
            trees.add(tree);
        }
        assertThat(judge("attributes", "", trees)).doesNotContain("refused");
        assertThat(judge("attributesbelow", "/sub", trees)).doesNotContain("refused");
    }

    @Test
    void namesOfEveryKind_answerAsGoDoes() throws IOException {
        List<List<String>> trees = new ArrayList<>();
        for (String name : List.of(
                "a b.go",
                "\u00fcn\u00ef.go",
                "\u65e5\u672c/\u8a9e.go",
                "\ud835\udd38.go",
                "e\u0301.go",
                "\u00e9.go",
                "\u0661.go",
                "\u2160.go",
                "\u200b.go",
                "\ufeff.go",
                "aux.go",
                "AUX",
                "com1.x/y",
                "COM0",
                "conin$",
                "x.aux",
                "nul/x",
                "a:b",
                "x\"y",
                "a'b",
                "a`b",
                "a|b",
                "a?b",
                "a<b",
                "a;b",
                "a\\b",
                "a\tb",
                "a\nb",
                "a\u007fb",
                "-x",
                ".x",
                "...",
                "x.",
                "x./y",
                "x ",
                " x",
                "a~1",
                "a~1/b",
                "~",
                "#%&()+,!$",
                "[x]{y}^_",
                "LPT9.txt",
                ".git/config",
                "x/.GIT/y",
                "git~1",
                "vendor",
                "Vendor/x/y",
                "go.mod.bak",
                "GO.SUM",
                "x".repeat(255))) {
            trees.add(List.of(GO_MOD, utf8(name)));
        }
        // Bytes that are no UTF-8.
        trees.add(List.of(GO_MOD, "a\u00e9.go"));
        trees.add(List.of(GO_MOD, "\u00ed\u00a0\u0080.go"));
        assertThat(judge("names", "", trees)).contains("v1.0.0", "refused");
    }

    @Test
    void namesThatDifferInCaseOnly_answerAsGoDoes() throws IOException {
        List<List<String>> trees = new ArrayList<>();
        for (List<String> names : List.of(
                List.of("A.go", "a.go"),
                List.of("A/x.go", "a/y.go"),
                List.of("A/x/1", "A/X/2"),
                List.of("A", "a/y.go"),
                List.of("A/x.go", "b/X.go"),
                List.of("K.go", "\u212a.go"),
                List.of("s.go", "\u017f.go"),
                List.of("\u00df.go", "\u1e9e.go"),
                List.of("\u00df.go", "ss.go"),
                List.of("i.go", "\u0131.go"),
                List.of("i.go", "\u0130.go"),
                List.of("I.go", "\u0131.go"),
                List.of("\u03c3.go", "\u03c2.go"),
                List.of("\u03a3.go", "\u03c2.go"),
                List.of("\u00c5.go", "\u212b.go"),
                List.of("\u00e9.go", "\u00c9.go"),
                List.of("\u00b5.go", "\u03bc.go"),
                List.of("\u01c5.go", "\u01c6.go"),
                List.of("\u13a0.go", "\uab70.go"),
                List.of("\u10d0.go", "\u1c90.go"),
                List.of("\ud801\udc00.go", "\ud801\udc28.go"),
                List.of("vendor/a/A.go", "vendor/a/a.go"),
                List.of("b/go.mod", "b/A.go", "b/a.go"),
                List.of("x/y", "x@", "X/z"))) {
            List<String> tree = new ArrayList<>(List.of(GO_MOD));
            names.forEach(name -> tree.add(utf8(name)));
            trees.add(tree);
        }
        assertThat(judge("case", "", trees))
                .startsWith("refused", "refused", "refused")
                .contains("v1.4.0", "v1.21.0");
    }
}
