package io.github.goproxy4j.it;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of the commits of a random story. */
final class RandomTree {
    private static final List<String> DIRECTORIES =
            List.of("", "", "", "", "sub", "sub", "v2", "v2", "v3", "sub/v2", "a/b", "Sub", "v2/sub", "sub/sub");
    private static final List<String> VALID_NAMES = List.of(
            "a b.txt",
            "\u00e4.txt",
            "\u4e16\u754c.go",
            "x~1",
            ".hg_archival.txt",
            "x/.hg_archival.txt",
            "-dash",
            "deep/d/e/e/p/file",
            ".hidden",
            "{[(&$!)]}^#%=,@+",
            "\ud801\udc00.txt",
            "v2.txt",
            "con_.go",
            ".gitignore",
            ".git_/x",
            "a..b",
            "README.MD",
            ".gitmodules");
    private static final List<String> INVALID_NAMES = List.of(
            "e\u0301.txt",
            "aux.go",
            "x\"y",
            "a:b",
            "a*b",
            "dir./x",
            "new\nline",
            "\udce4.txt",
            "~1.txt",
            "a'b",
            "semi;colon",
            "tab\there",
            "com1",
            "trailing.",
            "\u0660.txt",
            "back\\slash",
            "...",
            "x/nul.txt/y",
            "CON",
            "\u00a0.txt",
            "\ufffd.txt",
            "trailing ",
            "\u007f");
    private static final List<String> COLLIDING = List.of(
            "A.go",
            "a.GO",
            "B/x.go",
            "b/x.go",
            "b/y.go",
            "stra\u00dfe",
            "strasse",
            "STRA\u1e9eE",
            "\u212a.txt",
            "k.txt",
            "K.txt",
            "\u0130.txt",
            "i.txt",
            "I.txt",
            "\u01c5",
            "\u01c6");
    private static final List<String> VENDORED = List.of(
            "vendor/x/y.go",
            "vendor/modules.txt",
            "vendor/z.go",
            "vendor/x/modules.txt",
            "b/vendor/x/y.go",
            "b/vendor/z.go",
            "b/vendor/modules.txt",
            "longname/vendor/q/r.go",
            "longname/vendor/r.go",
            "seven77/vendor/r.go",
            "vendor/x/vendor/y.go",
            "vendor/vendor/y.go",
            "vendor",
            "vendor/x/go.mod",
            "xvendor/x/y.go",
            "Vendor/x/y.go");

    private final Dice dice;
    private final List<String> roots;
    private final RandomGoMod goMods;

    RandomTree(Dice dice, List<String> roots) {
        this.dice = dice;
        this.roots = roots;
        this.goMods = new RandomGoMod(dice);
    }

    SortedMap<String, Story.Entry> first() {
        SortedMap<String, Story.Entry> tree = new TreeMap<>();
        put(tree, "a.go", "package a\n");
        // Of several roots a go.mod file can fit one only.
        boolean several = roots.size() > 1 && !dice.chance(3);
        if (!dice.note(StoryFeature.NO_GO_MOD, several || dice.shows(StoryFeature.NO_GO_MOD, 1))) {
            goMod(tree, "");
        }
        return tree;
    }

    /** Changes the tree of a commit's first parent. */
    SortedMap<String, Story.Entry> after(Map<String, Story.Entry> before, int place) {
        SortedMap<String, Story.Entry> tree = new TreeMap<>(before);
        int changes = 1 + dice.below(4);
        for (int i = 0; i < changes; i++) {
            switch (dice.below(9)) {
                case 0, 1 -> goMod(tree, dice.any(DIRECTORIES));
                case 2 -> tree.remove(in(dice.any(DIRECTORIES), "go.mod"));
                case 3 -> put(tree, in(dice.any(DIRECTORIES), "x.go"), "package x // " + place + "\n");
                // Without this, whatever is wrong once stays so.
                case 4 -> tree.keySet().remove(dice.any(List.copyOf(tree.keySet())));
                case 5 -> text(tree, dice.any(DIRECTORIES));
                default -> oddity(tree, dice.any(DIRECTORIES));
            }
            if (tree.isEmpty()) {
                put(tree, "a.go", "package a\n");
            }
        }
        return tree;
    }

    /** Puts a file into a tree, in place of whatever cannot be there with it. */
    private static void put(SortedMap<String, Story.Entry> tree, String path, Story.Entry entry) {
        tree.keySet().removeIf(other -> other.startsWith(path + "/") || path.startsWith(other + "/"));
        tree.put(path, entry);
    }

    private static void put(SortedMap<String, Story.Entry> tree, String path, String content) {
        put(tree, path, Story.Entry.file(content));
    }

    private static String in(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    private void text(SortedMap<String, Story.Entry> tree, String directory) {
        String name = dice.any(List.of("a.txt", "b.txt", "c.id", "d.bat", "b/e.txt", "a b.txt", "u.u16", "README"));
        put(tree, in(directory, name), dice.any(RandomAttributes.TEXTS));
    }

    private void oddity(SortedMap<String, Story.Entry> tree, String directory) {
        if (dice.shows(StoryFeature.VENDOR, 2)) {
            put(tree, in(directory, dice.any(VENDORED)), "package y\n");
        }
        if (dice.shows(StoryFeature.SYMLINK, 3)) {
            String name = dice.any(List.of("link.go", "LICENSE", "b", "vendor/x/link", "A.GO"));
            put(
                    tree,
                    in(directory, name),
                    link(dice.any(List.of("a.go", "../a.go", "/etc/passwd", "nowhere", "LICENSE"))));
        }
        if (dice.shows(StoryFeature.GO_MOD_NO_FILE, 6)) {
            Story.Entry link = link(dice.any(List.of("sub/go.mod", "module example.com/x/v2\n", "nowhere")));
            switch (dice.below(3)) {
                case 0 -> put(tree, in(directory, "go.mod"), link);
                case 1 -> put(tree, in(directory, "go.mod/x"), "in a directory\n");
                default -> put(tree, in(directory, "go.mod"), new Story.Entry(Story.Entry.SUBMODULE, ""));
            }
        }
        if (dice.shows(StoryFeature.SUBMODULE, 3)) {
            put(
                    tree,
                    in(directory, dice.any(List.of("ext", "v2", "vendor/x"))),
                    new Story.Entry(Story.Entry.SUBMODULE, ""));
        }
        if (dice.shows(StoryFeature.LICENSE, 1)) {
            String name = dice.any(List.of("LICENSE", "LICENSE", "LICENSE", "License", "LICENSE.md", "LICENSE/x"));
            put(tree, in(dice.chance(2) ? "" : directory, name), "MIT " + directory + "\n");
        }
        if (dice.shows(StoryFeature.VALID_ODD_NAME, 2)) {
            put(tree, in(directory, dice.any(VALID_NAMES)), "odd\n");
        }
        if (dice.shows(StoryFeature.INVALID_NAME, 6)) {
            put(tree, in(directory, dice.any(INVALID_NAMES)), "invalid\n");
        }
        if (dice.shows(StoryFeature.CASE_COLLISION, 3)) {
            put(tree, in(directory, dice.any(COLLIDING)), "c\n");
        }
        if (dice.shows(StoryFeature.EXECUTABLE, 3)) {
            put(tree, in(directory, "run.sh"), new Story.Entry(dice.any(List.of("100755", "100664")), "#!/bin/sh\n"));
        }
        new RandomAttributes(dice)
                .lines(directory)
                .ifPresent(lines -> put(tree, in(directory, ".gitattributes"), lines));
        if (dice.shows(StoryFeature.ATTRIBUTES_NO_FILE, 8)) {
            put(tree, in(directory, ".gitattributes"), link("sub/.gitattributes"));
        }
    }

    private static Story.Entry link(String target) {
        return new Story.Entry(Story.Entry.LINK, target);
    }

    private void goMod(SortedMap<String, Story.Entry> tree, String directory) {
        String root = dice.any(roots);
        boolean inMajorDirectory = directory.matches("(.*/)?v[23]");
        String code = inMajorDirectory ? directory.replaceAll("/?v[23]$", "") : directory;
        String suffix = dice.chance(6) ? dice.any(List.of("/v2", "/v3", "")) : "";
        if (inMajorDirectory && !dice.chance(6)) {
            suffix = "/" + directory.replaceAll(".*/", "");
        } else if (directory.isEmpty() && dice.shows(StoryFeature.MAJOR_BRANCH, 2)) {
            suffix = dice.any(List.of("/v2", "/v3"));
        }
        String path = in(root, code).replaceAll("/$", "") + suffix;
        dice.note(StoryFeature.NESTED_MODULE, !code.isEmpty());
        dice.note(StoryFeature.MAJOR_DIRECTORY, inMajorDirectory && !suffix.isEmpty());
        String name =
                dice.shows(StoryFeature.GO_MOD_IN_OTHER_CASE, 6) ? dice.any(List.of("GO.MOD", "Go.mod")) : "go.mod";
        put(tree, in(directory, name), goMods.text(path));
        dice.note(StoryFeature.BOTH_LAYOUTS, declaresSecond(tree, "go.mod") && declaresSecond(tree, "v2/go.mod"));
    }

    private static boolean declaresSecond(SortedMap<String, Story.Entry> tree, String path) {
        return tree.containsKey(path) && tree.get(path).content().contains("/v2");
    }
}
