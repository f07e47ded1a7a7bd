package io.github.goproxy4j.it;

import java.util.List;
import java.util.Locale;

/** The go.mod files of a random story. */
final class RandomGoMod {
    // None is newer than the oldest go that the tests run with: go refuses to make a zip of what it cannot build.
    private static final List<String> GO_LINES = List.of(
            "", "go 1.16\n", "go 1.21\n", "go 1.21.0\n", "go 1.12\n", "go 1.21rc1\n", "go 1.20 // why\n", "go 1\n");
    private static final List<String> NEW_GO_LINES = List.of("go 1.23.4\n", "go 1.24\n", "go 1.24rc1\n", "go 1.24.0\n");
    private static final List<String> RETRACTIONS = List.of(
            "retract v1.0.1\n",
            "retract [v1.0.0, v1.1.0] // bad\n",
            "retract (\n\tv1.2.3\n\t[v0.0.0, v0.9.0]\n)\n",
            "retract [v0.0.0, v3.9.9]\n",
            "retract v1.2\n",
            "retract [v0.0.0-0, v0.0.1]\n",
            "retract v2.0.0\n",
            "retract [v2.0.0-0, v2.0.0]\n",
            "retract \"v1.10.0\"\n",
            "retract [v1.1.0, v1.0.0]\n",
            "retract [v1.0.0]\n",
            "retract v1.0.0 v1.1.0\n",
            "retract v1.0.0-BETA\n",
            "retract [v0.0.0-20100101000000-000000000000, v0.0.0-20300101000000-ffffffffffff]\n",
            "retract v1.0.1\nretract v9.9\n",
            "retract (\n)\n");

    private final Dice dice;

    RandomGoMod(Dice dice) {
        this.dice = dice;
    }

    String text(String own) {
        String path = own;
        if (dice.shows(StoryFeature.FOREIGN_PATH, 4)) {
            path = dice.any(List.of(
                    "example.com/fork",
                    "example.com/fork/v2",
                    "gopkg.in/fork.v2",
                    "gopkg.in/fork.v1",
                    "gopkg.in/fork.v2-unstable",
                    "gopkg.in/fork",
                    "fork",
                    own.toUpperCase(Locale.ROOT),
                    own + "/v1",
                    own + "/v02",
                    own + "/v2/v2",
                    own + ".v2",
                    "./fork"));
        }
        String rest = dice.chance(4) ? dice.any(NEW_GO_LINES) : dice.any(GO_LINES);
        if (dice.shows(StoryFeature.RETRACTION, 2)) {
            rest += dice.any(RETRACTIONS);
        }
        return dice.shows(StoryFeature.ODD_GO_MOD, 2) ? odd(path, rest) : "module " + path + "\n\n" + rest;
    }

    private String odd(String path, String rest) {
        return dice.any(List.of(
                "",
                "// Deprecated: no\nmodule " + path + " // x\n" + rest,
                "module \"" + path + "\"\n" + rest,
                "module `" + path + "`\n" + rest,
                "module (\n\t" + path + "\n)\n" + rest,
                "\nmodule\t" + path + "\r\n" + rest.replace("\n", "\r\n"),
                "\u00ef\u00bb\u00bfmodule " + path + "\n" + rest,
                "module " + path + "\nmodule " + path + "/again\n" + rest,
                "unknown x y\nmodule " + path + "\n" + rest + "toolchain go1.21.99\nuse ./x\n",
                "module " + path + "\n" + rest + "require (\n",
                "module " + path + "\n" + rest + "require example.com/x\n",
                "module " + path + "\n" + rest + "require example.com/x v1.0.0-bad.01\n",
                "module " + path + "\n" + rest + "exclude example.com/x v2.0.0\nreplace a => ../b\n",
                "module " + path + "\n" + rest + "tool example.com/x/cmd\nignore ./y\ngodebug default=go1.21\n",
                "go 1.18\n",
                "modulex " + path + "\n",
                "module\n",
                "module " + path,
                "module " + path + "//comment\n" + rest,
                "module " + path + " extra\n" + rest,
                "/* c */ module " + path + "\n",
                "module " + path + " /* c */\n" + rest,
                "module " + path + "/sub dir\n",
                "module \"" + path + "\n",
                "module \"" + path.replace("e", "\\x65") + "\"\n" + rest,
                "module \"\"\n" + rest,
                "\u0000module " + path + "\n",
                "module " + path + "\u0000\n",
                "module " + path + "\n" + rest + "\u00ff\u00fe\n",
                "module \u00e4/" + path + "\n" + rest,
                "  module   " + path + "   \n" + rest,
                "\u000bmodule " + path + "\n",
                "module\u00a0" + path + "\n",
                "module " + path + "\\\n" + rest,
                "module " + path + "\n" + rest + "go 1.17\n",
                "module " + path + "\ngo 1.24\ngo 1.17\n",
                "module " + path + "\ngo v1.24\n",
                "module " + path + "\ngo \"1.24\"\n",
                "module " + path + "\ngo (\n\t1.24\n)\n",
                "require example.com/x v1.0.0\nmodule " + path + "\n" + rest));
    }
}
