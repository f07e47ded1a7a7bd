package io.github.goproxy4j.it;

import java.io.IOException;
import java.nio.file.Path;

/** Repositories in the layouts that Go's rules tell apart. */
final class Fixtures {
    private static final String LICENSE = "Take it.\n";

    private Fixtures() {}

    static String goMod(String module) {
        return "module " + module + "\n\ngo 1.17\n";
    }

    static String library(String name, String answer) {
        return "package " + name + "\n\n// Answer returns where it comes from.\nfunc Answer() string { return \""
                + answer + "\" }\n";
    }

    /** One module: releases, a pre-release, an annotated tag, tags that are no versions, branches, files zips leave out. */
    static void plain(Path repository, String module) throws IOException {
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "go.mod", goMod(module), "plain.go", library("plain", "v1.0.0"), "LICENSE", LICENSE)
                    .tag("v1.0.0", "release-1", "v1")
                    .commit("main", "plain.go", library("plain", "v1.1.0"), "vendor/modules.txt", "# nothing\n")
                    .commit("main", "vendor/example.org/x/x.go", "package x\n", "a/vendor/y/y.go", "package y\n")
                    .annotatedTag("v1.1.0")
                    .begin("main")
                    .symlink("link.go", "plain.go")
                    .executable("run.sh", "#!/bin/sh\n")
                    .commit("main", ".gitattributes", "*.bat text eol=crlf\n", "run.bat", "echo one\necho two\n")
                    .tag("v1.2.0-rc.1")
                    .commit("main", "plain.go", library("plain", "v1.10.0"), "UPPER/Case.txt", "x\n")
                    .tag("v1.10.0")
                    .commit("main", "plain.go", library("plain", "main"))
                    .commit("dev", "plain.go", library("plain", "dev"));
        }
    }

    /** Modules within a module; only the root has a licence. */
    static void nested(Path repository, String module) throws IOException {
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "go.mod", goMod(module), "nested.go", library("nested", "root"), "LICENSE", LICENSE)
                    .tag("v1.0.0")
                    .commit("main", "sub/go.mod", goMod(module + "/sub"), "sub/sub.go", library("sub", "sub"))
                    .tag("v1.1.0", "sub/v0.1.0")
                    .commit("main", "sub/deep/go.mod", goMod(module + "/sub/deep"), "sub/deep/d.go", "package deep\n")
                    .tag("sub/v0.2.0")
                    .commit("main", "sub/sub.go", library("sub", "later"), "sub/LICENSE", "Take this one, too.\n")
                    .tag("sub/v0.3.0");
        }
    }

    /** A second major version as the next commits of the root. */
    static void majorBranch(Path repository, String module) throws IOException {
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "go.mod", goMod(module), "m.go", library("m", "v1"))
                    .tag("v1.0.0")
                    .commit("main", "go.mod", goMod(module + "/v2"), "m.go", library("m", "v2"))
                    .tag("v2.0.0")
                    .commit("main", "m.go", library("m", "v2.1"))
                    .tag("v2.1.0")
                    .commit("main", "m.go", library("m", "v2 later"));
        }
    }

    /** A second major version in a directory. */
    static void majorDirectory(Path repository, String module) throws IOException {
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "go.mod", goMod(module), "m.go", library("m", "v1"), "LICENSE", LICENSE)
                    .tag("v1.0.0")
                    .commit("main", "v2/go.mod", goMod(module + "/v2"), "v2/m.go", library("m", "v2"))
                    .tag("v2.0.0", "v1.1.0")
                    .commit("main", "v2/m.go", library("m", "v2 later"));
        }
    }

    /** A repository from before modules: no go.mod, and a second major version all the same. */
    static void legacy(Path repository) throws IOException {
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "l.go", library("l", "v1"))
                    .tag("v1.0.0")
                    .commit("main", "l.go", library("l", "v2"))
                    .tag("v2.0.0")
                    .commit("main", "l.go", library("l", "later"));
        }
    }

    /** A repository that has no tag at all. */
    static void untagged(Path repository, String module) throws IOException {
        try (GitHistory git = GitHistory.of(repository)) {
            git.commit("main", "go.mod", goMod(module), "u.go", library("u", "untagged"));
        }
    }
}
