package io.github.goproxy4j.zip;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.testdata.Txtar;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorRuleTest {
    /** Whether each name is left out by modules before, and from, Go 1.24. */
    private static final List<Row> ROWS = List.of(
            new Row("x.go", false, false),
            new Row("vendor", false, false),
            new Row("vendor/x.go", false, false),
            new Row("vendor/modules.txt", false, true),
            new Row("vendor/foo/modules.txt", true, true),
            new Row("vendor/foo/foo.go", true, true),
            new Row("vendor/vendor/x.go", true, true),
            new Row("pkg/vendor/vendor.go", true, false),
            new Row("pkg/vendor/foo/foo.go", true, true),
            new Row("longpackagename/vendor/vendor.go", true, false),
            new Row("a/vendor/b/vendor/c.go", true, true),
            new Row("pkg/modules.txt", false, false),
            new Row("pkg/vendor/modules.txt", true, false),
            new Row("myvendor/foo/foo.go", false, false),
            new Row("pkg/vendors/foo/foo.go", false, false));

    private record Row(String path, boolean before, boolean from) {}

    @ParameterizedTest
    @CsvSource({
        "-, false",
        "1.9, false",
        "1.13, false",
        "1.23, false",
        "1.23.5, false",
        "1.23rc2, false",
        "1.24, true",
        "1.24rc1, true",
        "1.24.0, true",
        "1.24.7, true",
        "1.25, true",
        "1.100, true",
        "2.0, true",
    })
    void omits_dependsOnTheLanguageVersionOfGoMod(String goVersion, boolean asMeant) throws IOException {
        String line = goVersion.equals("-") ? "" : "go " + goVersion + "\n";
        VendorRule rule = SourceCheck.vendorRule(TextFile.regular("go.mod", "module m\n" + line));
        for (Row row : ROWS) {
            assertThat(rule.omits(row.path())).as(row.path()).isEqualTo(asMeant ? row.from() : row.before());
        }
    }

    @ParameterizedTest
    @CsvSource({"module m\\ngo 1.24\\nx (", "go 1.24\\ngo 1.24", "go 1.24.x.", "/* */", "''"})
    void omits_goModThatCannotBeParsed_countsAsOld(String goMod) throws IOException {
        VendorRule rule = SourceCheck.vendorRule(TextFile.regular("go.mod", goMod.replace("\\n", "\n")));
        assertThat(rule).isEqualTo(new VendorRule(goMod.equals("go 1.24.x.")));
    }

    /** Keeps the archive helper honest, on which the tables of the other tests rest. */
    @ParameterizedTest
    @CsvSource({"'', 0", "'-- a --\\n', 1", "'x\\n-- a --\\n1\\n-- b --\\n-- c --', 2"})
    void txtar_membersAreCounted(String text, int members) {
        byte[] bytes = text.replace("\\n", "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(Txtar.parse(bytes).members()).hasSize(members);
    }
}
