package io.github.goproxy4j.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryRepositoryTest {
    private static final ModulePath M = ModulePath.parse("example.com/m");
    private static final ModuleId V1 = new ModuleId(M, ModuleVersion.parse("v1.0.0"));

    @TempDir
    private Path root;

    private Tree tree;

    @BeforeEach
    void makeTree() {
        tree = new Tree(root);
    }

    @Test
    void of_missingDirectory_fails() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> DirectoryRepository.of(root.resolve("missing")));
    }

    @Test
    void of_file_fails() throws Exception {
        Path file = Files.createFile(root.resolve("file"));
        assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(() -> DirectoryRepository.of(file));
    }

    @Test
    void versions_listFile_isReadAsGoReadsIt() throws Exception {
        tree.write("""
                -- example.com/m/@v/list --
                v1.1.0
                v1.0.0 2020-01-02T03:04:05Z and more
                \tv1.2.0\t2020-01-02T03:04:05Z
                v1.3.0\r

                 \u00a0\u2003v1.4.0\u0085
                v1.0.0
                v0.0.0-20200102030405-0123456789ab
                v2.0.0+incompatible
                """);
        assertThat(versions(M))
                .containsExactlyInAnyOrder(
                        "v1.1.0",
                        "v1.0.0",
                        "v1.2.0",
                        "v1.3.0",
                        "v1.4.0",
                        "v0.0.0-20200102030405-0123456789ab",
                        "v2.0.0+incompatible");
    }

    @Test
    void versions_linesThatAreNoVersionOfTheModule_areIgnored() throws Exception {
        tree.write("""
                -- example.com/m/@v/list --
                1.0.0
                v1
                v1.0
                v1.0.0+meta
                v01.0.0
                v2.0.0
                v1.5.0\u001cx
                # v1.6.0
                v1.0.1
                -- example.com/m/v2/@v/list --
                v1.0.0
                v2.0.1
                """);
        assertThat(versions(M)).containsExactly("v1.0.1");
        assertThat(versions(ModulePath.parse("example.com/m/v2"))).containsExactly("v2.0.1");
    }

    @Test
    void versions_lineThatIsNotUtf8_isIgnored() throws Exception {
        tree.write("example.com/m/@v/list", "v1.0.0-\u00ff\nv1.0.1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(versions(M)).containsExactly("v1.0.1");
    }

    @Test
    void versions_listFile_winsOverFilesPresent() throws Exception {
        tree.write("""
                -- example.com/m/@v/list --
                v1.1.0
                -- example.com/m/@v/v1.0.0.info --
                {}
                """);
        assertThat(versions(M)).containsExactly("v1.1.0");
    }

    @Test
    void versions_withoutListFile_areThoseWithAnInfo() throws Exception {
        tree.write("""
                -- example.com/m/@v/v1.0.0.info --
                {}
                -- example.com/m/@v/v1.1.0.mod --
                -- example.com/m/@v/v1.2.0.zip --
                -- example.com/m/@v/v1.3.0-!r!c1.info --
                {}
                -- example.com/m/@v/v1.3.0-RC2.info --
                {}
                -- example.com/m/@v/v2.0.0.info --
                {}
                -- example.com/m/@v/v1.4.info --
                {}
                -- example.com/m/@v/master.info --
                {}
                -- example.com/m/@v/v0.0.0-20200102030405-0123456789ab.info --
                {}
                """);
        assertThat(versions(M)).containsExactlyInAnyOrder("v1.0.0", "v1.3.0-RC1", "v0.0.0-20200102030405-0123456789ab");
    }

    @Test
    void versions_emptyListFile_isAKnownModuleWithoutVersions() throws Exception {
        tree.write("-- example.com/m/@v/list --\n");
        assertThat(versions(M)).isEmpty();
    }

    @Test
    void versions_onlyABranch_isAKnownModuleWithoutVersions() throws Exception {
        tree.write("-- example.com/m/@v/master.info --\n{}\n");
        assertThat(versions(M)).isEmpty();
    }

    @Test
    void versions_onlyAMod_isAKnownModuleWithoutVersions() throws Exception {
        tree.write("-- example.com/m/@v/v1.0.0.mod --\n");
        assertThat(versions(M)).isEmpty();
    }

    @Test
    void versions_unknownModule_isNotFound() {
        assertNotFound(() -> versions(M));
    }

    @Test
    void versions_directoryOfOtherFiles_isNotFound() throws Exception {
        tree.write("""
                -- example.com/m/@v/list.lock --
                -- example.com/m/@v/v1.0.0.lock --
                -- example.com/m/@v/v1.0.0.ziphash --
                h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
                -- example.com/m/@v/v1.0.0.partial --
                -- example.com/m/@v/v1.0.0.zip123.tmp --
                -- example.com/m/@v/master.mod --
                -- example.com/m/README.md --
                """);
        assertNotFound(() -> versions(M));
    }

    @Test
    void versions_parentOfAModule_isNotFound() throws Exception {
        tree.write("-- example.com/m/@v/list --\nv1.0.0\n");
        assertNotFound(() -> versions(ModulePath.parse("example.com")));
        assertNotFound(() -> versions(ModulePath.parse("example.com/m/sub")));
    }

    @Test
    void versions_moduleBelowAFile_isNotFound() throws Exception {
        tree.write("-- example.com/m --\na file\n-- example.com/n/@v --\na file\n");
        assertNotFound(() -> versions(M));
        assertNotFound(() -> versions(ModulePath.parse("example.com/m/sub")));
        assertNotFound(() -> versions(ModulePath.parse("example.com/n")));
    }

    @Test
    void versions_escapedPath_isFoundUnderItsEscapedName() throws Exception {
        tree.write("-- example.com/!lib!i!i/@v/v1.0.0-!i!i.info --\n{}\n");
        assertThat(versions(ModulePath.parse("example.com/LibII"))).containsExactly("v1.0.0-II");
    }

    @Test
    void info_published_isServedByteForByte() throws Exception {
        String json =
                " {\"version\" : \"v1.0.0\",\r\n\"Time\":\"2020-01-02T03:04:05.678+02:00\", \"Extra\":[1, 2]}\n\n";
        tree.write("example.com/m/@v/v1.0.0.info", json.getBytes(StandardCharsets.UTF_8));
        ModuleInfo info = tree.repository().info(M, VersionQuery.parse("v1.0.0"));
        assertThat(info.toJson()).asString(StandardCharsets.UTF_8).isEqualTo(json);
        assertThat(info.version()).contains(V1.version());
        assertThat(info.time().orElseThrow()).hasToString("2020-01-02T03:04:05.678+02:00");
    }

    @Test
    void info_emptyObject_isServed() throws Exception {
        tree.write("-- example.com/m/@v/v1.0.0.info --\n{}");
        assertThat(tree.repository().info(M, VersionQuery.parse("v1.0.0")).toJson())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{}");
    }

    @Test
    void info_withoutModOrZip_isServed() throws Exception {
        tree.write("-- example.com/m/@v/v1.0.0.info --\n{\"Version\":\"v1.0.0\"}");
        DirectoryRepository repository = tree.repository();
        assertThat(repository.info(M, VersionQuery.parse("v1.0.0")).version()).contains(V1.version());
        assertNotFound(() -> repository.mod(V1));
        assertNotFound(() -> repository.zip(V1));
    }

    @Test
    void info_ofABranch_isItsQueryFile() throws Exception {
        tree.write("-- example.com/m/@v/!feature-x.info --\n{\"Version\":\"v1.0.1-0.20200102030405-0123456789ab\"}");
        ModuleInfo info = tree.repository().info(M, VersionQuery.parse("Feature-x"));
        assertThat(info.version()).contains(ModuleVersion.parse("v1.0.1-0.20200102030405-0123456789ab"));
    }

    @Test
    void info_ofHead_isItsQueryFile() throws Exception {
        tree.write("-- example.com/m/@v/!h!e!a!d.info --\n{\"Version\":\"v1.0.0\"}");
        assertThat(tree.repository().info(M, VersionQuery.HEAD).version()).contains(V1.version());
    }

    @Test
    void info_ofLatest_isTheLatestFile() throws Exception {
        tree.write("-- example.com/m/@latest --\n{\"Version\":\"v1.0.0\"}");
        assertThat(tree.repository().info(M, VersionQuery.LATEST).version()).contains(V1.version());
    }

    @Test
    void info_ofLatestOrHeadWithoutSuchAFile_isNotFound() throws Exception {
        tree.write("-- example.com/m/@v/v1.0.0.info --\n{}\n-- example.com/m/@v/list --\nv1.0.0\n");
        assertNotFound(() -> tree.repository().info(M, VersionQuery.LATEST));
        assertNotFound(() -> tree.repository().info(M, VersionQuery.HEAD));
    }

    @Test
    void info_listedVersionWithoutAnInfo_isNotFound() throws Exception {
        tree.write("-- example.com/m/@v/list --\nv1.0.0\n-- example.com/m/@v/v1.0.0.mod --\n");
        assertNotFound(() -> tree.repository().info(M, VersionQuery.parse("v1.0.0")));
    }

    @Test
    void info_queryOfAMaintenanceFile_isNotFound() throws Exception {
        tree.write("-- example.com/m/@v/list --\nv1.0.0\n-- example.com/m/@v/v1.0.0.lock --\n");
        assertNotFound(() -> tree.repository().info(M, VersionQuery.parse("v1.0.0.lock")));
        assertNotFound(() -> tree.repository().info(M, VersionQuery.parse("list")));
    }

    @Test
    void mod_published_isServedByteForByte() throws Exception {
        byte[] mod = "// caf\u00e9\r\nmodule \"example.com/m\"".getBytes(StandardCharsets.ISO_8859_1);
        tree.write("example.com/m/@v/v1.0.0.mod", mod);
        assertThat(bytes(tree.repository().mod(V1))).isEqualTo(mod);
    }

    @Test
    void zip_published_isServedByteForByte() throws Exception {
        byte[] zip = Tree.zip("example.com/m@v1.0.0/go.mod", "example.com/m@v1.0.0/m.go");
        tree.write("example.com/m/@v/v1.0.0.zip", zip);
        List<String> log = Tree.log();
        assertThat(bytes(tree.repository(log).zip(V1))).isEqualTo(zip);
        assertThat(log).isEmpty();
    }

    @Test
    void zip_withoutEntries_isServed() throws Exception {
        byte[] zip = Tree.zip();
        tree.write("example.com/m/@v/v1.0.0.zip", zip);
        assertThat(bytes(tree.repository().zip(V1))).isEqualTo(zip);
    }

    @Test
    void zip_replacedByRenaming_hasAnotherTagAndTheOldLeaseKeepsItsBytes() throws Exception {
        byte[] old = Tree.zip("example.com/m@v1.0.0/a");
        byte[] replacement = Tree.zip("example.com/m@v1.0.0/b");
        tree.write("example.com/m/@v/v1.0.0.zip", old).write("new", replacement);
        DirectoryRepository repository = tree.repository();
        try (ModuleFile before = repository.zip(V1)) {
            Files.move(
                    root.resolve("new"),
                    root.resolve("example.com/m/@v/v1.0.0.zip"),
                    StandardCopyOption.REPLACE_EXISTING);
            try (ModuleFile after = repository.zip(V1)) {
                assertThat(after.tag()).isPresent().isNotEqualTo(before.tag());
            }
            assertThat(bytes(before)).isEqualTo(old);
        }
        assertThat(bytes(repository.zip(V1))).isEqualTo(replacement);
    }

    @Test
    void zip_strayForbiddenOrDirectoryEntry_isServedWithOneLogLine() throws Exception {
        for (String name : List.of(
                "README",
                "example.com/m@v1.0.1/a",
                "example.com/m@v1.0.0",
                "example.com/m@v1.0.0/",
                "example.com/m@v1.0.0/dir/",
                "example.com/m@v1.0.0/aux.go",
                "example.com/m@v1.0.0/sub/go.mod",
                "example.com/m@v1.0.0/sub/GO.MOD",
                "example.com/m@v1.0.0/Go.mod",
                "example.com/m@v1.0.0/../../etc/passwd",
                "example.com/m@v1.0.0//a",
                "example.com/m@v1.0.0/a:b")) {
            byte[] zip = Tree.zip("example.com/m@v1.0.0/m.go", name, name + "x");
            tree.write("example.com/m/@v/v1.0.0.zip", zip);
            List<String> log = Tree.log();
            DirectoryRepository repository = tree.repository(log);
            assertThat(bytes(repository.zip(V1))).isEqualTo(zip);
            assertThat(bytes(repository.zip(V1))).isEqualTo(zip);
            assertThat(log).as(name).hasSize(1).first().asString().startsWith("example.com/m@v1.0.0: go will refuse");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "go 1.20\n", "module\n", "<html>\n</html>\n", "module (\nexample.com/m\n", "\u0000"})
    void mod_withoutAReadableModuleLine_isServedWithOneLogLine(String text) throws Exception {
        byte[] mod = text.getBytes(StandardCharsets.UTF_8);
        tree.write("example.com/m/@v/v1.0.0.mod", mod);
        List<String> log = Tree.log();
        DirectoryRepository repository = tree.repository(log);
        assertThat(bytes(repository.mod(V1))).isEqualTo(mod);
        assertThat(bytes(repository.mod(V1))).isEqualTo(mod);
        assertThat(log).hasSize(1).first().asString().startsWith("example.com/m@v1.0.0: go will refuse");
    }

    @Test
    void mod_withAModuleLine_isServedWithoutALogLine() throws Exception {
        tree.write("-- example.com/m/@v/v1.0.0.mod --\n// old\nmodule (\n\t\"example.com/n\"\n)\nnew directive\n");
        List<String> log = Tree.log();
        tree.repository(log).mod(V1).close();
        assertThat(log).isEmpty();
    }

    @Test
    void modAndZip_unknownVersion_areNotFound() throws Exception {
        tree.write("-- example.com/m/@v/list --\nv1.0.0\n");
        assertNotFound(() -> tree.repository().mod(V1));
        assertNotFound(() -> tree.repository().zip(V1));
    }

    @Test
    void files_addedWhileServed_areFound() throws Exception {
        DirectoryRepository repository = tree.repository();
        assertNotFound(() -> repository.versions(M));
        tree.write("-- example.com/m/@v/v1.0.0.info --\n{}");
        assertThat(repository.versions(M)).containsExactly(V1.version());
    }

    @Test
    void state_isUnknown() throws Exception {
        tree.write("-- example.com/m/@v/list --\nv1.0.0\n");
        assertThat(tree.repository().state(M)).isEmpty();
    }

    private List<String> versions(ModulePath module) throws ModuleAccessException, IOException {
        return tree.repository().versions(module).stream()
                .map(ModuleVersion::toString)
                .toList();
    }

    private static byte[] bytes(ModuleFile file) throws IOException {
        try (ModuleFile lease = file;
                InputStream in = lease.openStream(0)) {
            return in.readAllBytes();
        }
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatExceptionOfType(ModuleAccessException.class)
                .isThrownBy(call)
                .returns(ModuleAccessException.Reason.NOT_FOUND, ModuleAccessException::reason);
    }
}
