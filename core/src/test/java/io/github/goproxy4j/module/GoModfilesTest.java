package io.github.goproxy4j.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.GoMod.Retraction;
import io.github.goproxy4j.testdata.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Go's go.mod files and the same files as Go reformats them: both must say the same. */
class GoModfilesTest {
    private static final String FOLDER = "golang-mod/modfile/testdata";

    /** What each says: path, Go version, deprecation, then retractions; or that it is refused. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("block", "no module"),
            Map.entry("comment", "refused"),
            Map.entry("empty", "no module"),
            Map.entry("goline", "no module go 1.2.3"),
            Map.entry("gopkg.in", "x"),
            Map.entry("issue70632", "tidy go 1.23.0"),
            Map.entry("module", "abc"),
            Map.entry("replace", "abc"),
            Map.entry("replace2", "abc"),
            Map.entry(
                    "retract",
                    "abc retract v1.2.3 v1.2.3 retract v1.2.3 v1.2.4 retract v1.2.3 v1.2.3 retract v1.2.3 v1.2.4"),
            Map.entry("rule1", "refused"));

    @TestFactory
    Stream<DynamicTest> everyFile_saysWhatIsExpected() {
        return Stream.of(".in", ".golden")
                .flatMap(suffix -> SharedData.files(FOLDER, suffix).stream())
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(said(file)).isEqualTo(EXPECTED.get(name(file)))));
    }

    @Test
    void everyPair_isThere() {
        List<Path> golden = SharedData.files(FOLDER, ".golden");
        assertThat(golden.stream().map(GoModfilesTest::name)).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
        assertThat(SharedData.files(FOLDER, ".in")).hasSize(9);
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.(in|golden)$", "");
    }

    private static String said(Path file) throws IOException {
        GoMod mod;
        try {
            mod = GoMod.parse(Files.readAllBytes(file));
        } catch (ModuleSyntaxException e) {
            return "refused";
        }
        StringBuilder said = new StringBuilder(mod.modulePath().orElse("no module"));
        mod.goVersion().ifPresent(version -> said.append(" go ").append(version));
        mod.deprecated().ifPresent(notice -> said.append(" deprecated ").append(notice));
        for (Retraction retraction : mod.retractions()) {
            said.append(" retract ").append(retraction.low()).append(' ').append(retraction.high());
            Optional.of(retraction.rationale())
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> said.append(" // ").append(text));
        }
        return said.toString();
    }
}
