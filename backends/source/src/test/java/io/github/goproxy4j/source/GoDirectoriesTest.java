package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which directory of a commit is a module. */
class GoDirectoriesTest {
    /** One row of the decision table each: what the two go.mod files declare, and the directory or the refusal. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "example.com/m/v2 | example.com/m/v2 | refused: example.com/m/go.mod and .../v2/go.mod both have .../v2"
                        + " module paths at revision v2.0.0",
                "example.com/m    | example.com/m/v2 | v2",
                "-                | example.com/m/v2 | v2",
                "example.com/m/v2 | example.com/m    | refused: example.com/m/v2/go.mod has non-.../v2 module path"
                        + " \"example.com/m\" at revision v2.0.0",
                "-                | ?                | refused: example.com/m/v2/go.mod is missing module path at"
                        + " revision v2.0.0",
                "example.com/m/v2 | -                | root",
                "example.org/f/v2 | -                | root",
                "example.com/m    | -                | refused: go.mod has non-.../v2 module path \"example.com/m\""
                        + " (and .../v2/go.mod does not exist) at revision v2.0.0",
                "?                | -                | refused: go.mod is missing module path (and .../v2/go.mod does"
                        + " not exist) at revision v2.0.0",
                "-                | -                | refused: missing example.com/m/go.mod and .../v2/go.mod at"
                        + " revision v2.0.0",
            })
    void mod_ofV2_isFoundByTheTable(String atRoot, String inV2, String expected) throws Exception {
        String story =
                "== commit one\n-- a.go --\n" + goMod("go.mod", atRoot) + goMod("v2/go.mod", inV2) + "== tag v2.0.0\n";
        Modules modules = Modules.of(story);
        if (expected.startsWith("refused: ")) {
            String text = expected.substring("refused: ".length());
            assertThat(Modules.refusal(() -> modules.mod("example.com/m/v2", "v2.0.0")))
                    .hasMessage("invalid version: " + text);
        } else {
            String declared = expected.equals("root") ? atRoot : inV2;
            assertThat(modules.mod("example.com/m/v2", "v2.0.0")).isEqualTo("module " + declared + "\n");
        }
    }

    private static String goMod(String path, String declared) {
        return switch (declared) {
            case "-" -> "";
            case "?" -> "-- " + path + " --\ngo 1.20\n";
            default -> "-- " + path + " --\nmodule " + declared + "\n";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com/other             | accepted",
                "example.com/M                 | accepted",
                "gopkg.in/m.v1                 | accepted",
                "gopkg.in/m.v3                 | accepted",
                "example.com/m/v2              | has post-v1 module path",
                "example.com/m/v1              | has malformed module path",
            })
    void mod_ofUnversionedPath_comparesOnlyTheMajor(String declared, String expected) throws Exception {
        Modules modules = Modules.of("== commit one\n-- go.mod --\nmodule " + declared + "\n== tag v1.0.0\n");
        if (expected.equals("accepted")) {
            assertThat(modules.mod("example.com/m", "v1.0.0")).isEqualTo("module " + declared + "\n");
        } else {
            assertThat(Modules.refusal(() -> modules.mod("example.com/m", "v1.0.0")))
                    .hasMessage("invalid version: go.mod " + expected + " \"" + declared + "\" at revision v1.0.0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gopkg.in/m.v2, github.com/o/m/v2, true",
        "gopkg.in/m.v2, gopkg.in/m.v2, true",
        "gopkg.in/m.v2, github.com/o/m, false",
        "gopkg.in/m.v2, gopkg.in/m.v3, false",
        "gopkg.in/m.v1, github.com/o/m, false"
    })
    void mod_ofGopkgIn_comparesOnlyTheMajor(String module, String declared, boolean accepted) throws Exception {
        String tag = module.substring(module.length() - 2) + ".0.0";
        Modules modules =
                Modules.of(module, "== commit one\n-- go.mod --\nmodule " + declared + "\n== tag " + tag + "\n");
        if (accepted) {
            assertThat(modules.mod(module, tag)).isEqualTo("module " + declared + "\n");
        } else {
            assertThat(Modules.refusal(() -> modules.mod(module, tag))).hasMessageContaining("has non-....v");
        }
    }

    @Test
    void mod_withoutGoModAtTheRoot_isSynthesised() throws Exception {
        assertThat(Modules.of("== commit one\n-- a.go --\n== tag v1.0.0\n").mod("example.com/m", "v1.0.0"))
                .isEqualTo("module example.com/m\n");
        assertThat(Modules.of("gopkg.in/m.v2", "== commit one\n-- a.go --\n== tag v2.0.0\n")
                        .mod("gopkg.in/m.v2", "v2.0.0"))
                .isEqualTo("module gopkg.in/m.v2\n");
    }

    @Test
    void mod_withoutGoModInASubdirectory_isRefused() {
        Modules modules = Modules.of("== commit one\n-- sub/a.go --\n== tag sub/v1.0.0\n");
        assertThat(Modules.refusal(() -> modules.mod("example.com/m/sub", "v1.0.0")))
                .hasMessage("invalid version: missing example.com/m/sub/go.mod at revision sub/v1.0.0");
    }

    @Test
    void mod_isServedAsCommitted_whateverTheAttributes() throws Exception {
        Modules modules =
                Modules.of("== commit one\n-- go.mod (eol=crlf) --\nmodule example.com/m // x\n== tag v1.0.0\n");
        assertThat(modules.mod("example.com/m", "v1.0.0")).isEqualTo("module example.com/m // x\n");
        assertThat(modules.zip("example.com/m", "v1.0.0")).isEqualTo(Map.of("go.mod", "module example.com/m // x\r\n"));
    }

    @Test
    void mod_symbolicLink_isAFileThatHoldsItsTarget() {
        Modules modules = Modules.of("== commit one\n-- go.mod -> other --\n== tag v1.0.0\n");
        assertThat(Modules.refusal(() -> modules.mod("example.com/m", "v1.0.0")))
                .hasMessage("invalid version: go.mod is missing module path at revision v1.0.0");
    }

    @Test
    void mod_submodule_isNoFile() throws Exception {
        Modules modules = Modules.of("== commit one\n-- go.mod (submodule) --\n== tag v1.0.0\n");
        assertThat(modules.mod("example.com/m", "v1.0.0")).isEqualTo("module example.com/m\n");
    }

    @Test
    void mod_sameContentInManyVersions_isReadOnceToDecide() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                == tag v1.0.0
                == commit two
                == tag v1.1.0
                """);
        modules.version("example.com/m", "v1.0.0");
        modules.version("example.com/m", "v1.1.0");
        assertThat(modules.source.opened).containsExactly("go.mod");
    }
}
