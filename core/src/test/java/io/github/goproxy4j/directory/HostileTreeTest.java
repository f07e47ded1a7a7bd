package io.github.goproxy4j.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that somebody made to be served what is not theirs, or to stop the server. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileTreeTest {
    private static final ModulePath M = ModulePath.parse("example.com/m");
    private static final ModuleId V1 = new ModuleId(M, ModuleVersion.parse("v1.0.0"));
    private static final VersionQuery V1_QUERY = VersionQuery.parse("v1.0.0");

    @TempDir
    private Path temp;

    private Path root;
    private Path outside;
    private Tree tree;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectories(temp.resolve("root"));
        outside = temp.resolve("outside");
        tree = new Tree(root);
        new Tree(outside).write("""
                        -- example.com/m/@v/list --
                        v1.0.0
                        -- example.com/m/@v/v1.0.0.info --
                        {}
                        -- example.com/m/@v/v1.0.0.mod --
                        module example.com/m
                        -- example.com/m/@latest --
                        {}
                        """).write("example.com/m/@v/v1.0.0.zip", Tree.zip("example.com/m@v1.0.0/go.mod"));
    }

    @Test
    void linkOutOfTheRoot_asAFile_isNotFollowed() throws Exception {
        Path versions = Files.createDirectories(root.resolve("example.com/m/@v"));
        for (String name : new String[] {"list", "v1.0.0.info", "v1.0.0.mod", "v1.0.0.zip"}) {
            link(versions.resolve(name), outside.resolve("example.com/m/@v").resolve(name));
        }
        link(root.resolve("example.com/m/@latest"), outside.resolve("example.com/m/@latest"));
        assertNothingIsServed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "example.com/m", "example.com/m/@v"})
    void linkOutOfTheRoot_asADirectory_isNotFollowed(String name) throws Exception {
        Files.createDirectories(root.resolve(name).getParent());
        link(root.resolve(name), outside.resolve(name));
        assertNothingIsServed();
    }

    @Test
    void relativeLinkOutOfTheRoot_isNotFollowed() throws Exception {
        link(root.resolve("example.com"), Path.of("../outside/example.com"));
        assertNothingIsServed();
    }

    @Test
    void linkToADirectoryWhoseNameBeginsLikeTheRoot_isNotFollowed() throws Exception {
        Files.move(outside, temp.resolve("rootless"));
        link(root.resolve("example.com"), temp.resolve("rootless/example.com"));
        assertNothingIsServed();
    }

    @Test
    void linkInsideTheRoot_isFollowed() throws Exception {
        tree.write("-- store/v1.info --\n{}\n-- store/list --\nv1.0.0\n");
        Files.createDirectories(root.resolve("example.com/m/@v"));
        link(root.resolve("example.com/m/@v/v1.0.0.info"), Path.of("../../../store/v1.info"));
        assertThat(tree.repository().versions(M)).containsExactly(V1.version());
        assertThat(tree.repository().info(M, V1_QUERY).toJson()).isEqualTo("{}\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rootThatIsALink_isFollowedAnewForEachRequest() throws Exception {
        Path current = temp.resolve("current");
        link(current, root);
        DirectoryRepository repository = DirectoryRepository.of(current);
        assertNotFound(() -> repository.versions(M));
        link(temp.resolve("next"), outside);
        Files.move(temp.resolve("next"), current, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        assertThat(repository.versions(M)).containsExactly(V1.version());
    }

    @Test
    void rootThatVanishes_isUnknownAndNotAbsent() throws Exception {
        DirectoryRepository repository = tree.repository();
        Files.delete(root);
        assertUnknown(() -> repository.versions(M));
        assertUnknown(() -> repository.info(M, V1_QUERY));
        assertUnknown(() -> repository.zip(V1));
    }

    @Test
    void danglingLink_isNotFound() throws Exception {
        Files.createDirectories(root.resolve("example.com/m/@v"));
        link(root.resolve("example.com/m/@v/v1.0.0.info"), Path.of("nowhere"));
        assertNothingIsServed();
    }

    @Test
    void linkLoop_isUnknown() throws Exception {
        Path versions = Files.createDirectories(root.resolve("example.com/m/@v"));
        link(versions.resolve("list"), Path.of("list"));
        link(versions.resolve("v1.0.0.zip"), Path.of("v1.0.0.zip"));
        assertUnknown(() -> tree.repository().versions(M));
        assertUnknown(() -> tree.repository().zip(V1));
    }

    @Test
    void linkToAParent_doesNotLoop() throws Exception {
        tree.write("-- example.com/m/@v/list --\nv1.0.0\n");
        link(root.resolve("example.com/m/loop"), Path.of(".."));
        ModulePath looped = ModulePath.parse("example.com/m" + "/loop/m".repeat(20));
        assertThat(tree.repository().versions(looped)).containsExactly(V1.version());
    }

    @Test
    void linkThatChangesBetweenInsideAndOutside_neverServesTheOutside() throws Exception {
        tree.write("-- inside/v1.0.0.mod --\nmodule example.com/inside\n");
        Path versions = root.resolve("example.com/m/@v");
        Files.createDirectories(versions.getParent());
        link(versions, root.resolve("inside"));
        DirectoryRepository repository = tree.repository();
        AtomicBoolean done = new AtomicBoolean();
        Thread swapper = new Thread(() -> {
            try {
                for (int i = 0; !done.get(); i++) {
                    Path target = i % 2 == 0 ? outside.resolve("example.com/m/@v") : root.resolve("inside");
                    Path next = temp.resolve("next");
                    link(next, target);
                    Files.move(next, versions, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                done.set(true);
            }
        });
        swapper.start();
        try {
            int served = 0;
            for (int i = 0; i < 2_000; i++) {
                try (ModuleFile mod = repository.mod(V1)) {
                    assertThat(bytes(mod)).asString(StandardCharsets.UTF_8).isEqualTo("module example.com/inside\n");
                    served++;
                } catch (ModuleAccessException e) {
                    assertThat(e.reason()).isEqualTo(ModuleAccessException.Reason.NOT_FOUND);
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("faster");
                }
            }
            assertThat(done).isFalse();
            assertThat(served).isPositive();
        } finally {
            done.set(true);
            swapper.join();
        }
    }

    @Test
    void pipe_isUnknownAndNotWaitedFor() throws Exception {
        Path versions = Files.createDirectories(root.resolve("example.com/m/@v"));
        for (String name : new String[] {"list", "v1.0.0.info", "v1.0.0.mod", "v1.0.0.zip"}) {
            makePipe(versions.resolve(name));
        }
        assertUnknown(() -> tree.repository().versions(M));
        assertUnknown(() -> tree.repository().info(M, V1_QUERY));
        assertUnknown(() -> tree.repository().mod(V1));
        assertUnknown(() -> tree.repository().zip(V1));
        Files.delete(versions.resolve("list"));
        assertNotFound(() -> tree.repository().versions(M));
    }

    @Test
    void pipeAsDirectory_isNotFound() throws Exception {
        Files.createDirectories(root.resolve("example.com/m"));
        makePipe(root.resolve("example.com/m/@v"));
        assertNothingIsServed();
    }

    @Test
    void directoryNamedLikeAFile_isUnknownAndNoVersion() throws Exception {
        Path versions = root.resolve("example.com/m/@v");
        for (String name : new String[] {"v1.0.0.info", "v1.0.0.mod", "v1.0.0.zip"}) {
            Files.createDirectories(versions.resolve(name));
        }
        assertNotFound(() -> tree.repository().versions(M));
        assertUnknown(() -> tree.repository().info(M, V1_QUERY));
        assertUnknown(() -> tree.repository().mod(V1));
        assertUnknown(() -> tree.repository().zip(V1));
        Files.createDirectories(versions.resolve("list"));
        assertUnknown(() -> tree.repository().versions(M));
    }

    @Test
    void unreadableFileOrDirectory_isUnknown() throws Exception {
        tree.write("-- example.com/m/@v/v1.0.0.info --\n{}\n-- example.com/m/@v/v1.0.0.zip --\n");
        Path versions = root.resolve("example.com/m/@v");
        Path zip = versions.resolve("v1.0.0.zip");
        assumeTrue(Files.getFileStore(zip).supportsFileAttributeView("posix"), "needs POSIX permissions");
        Files.setPosixFilePermissions(zip, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(zip), "the user who runs the tests may read everything");
        assertUnknown(() -> tree.repository().zip(V1));
        try {
            for (String permissions : new String[] {"---------", "r--------", "--x------"}) {
                Files.setPosixFilePermissions(versions, PosixFilePermissions.fromString(permissions));
                assertUnknown(() -> tree.repository().versions(M));
            }
        } finally {
            Files.setPosixFilePermissions(versions, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void moduleWithAnElementLongerThanAnyFileName_isNotFound() {
        assertNotFound(() -> tree.repository().versions(ModulePath.parse("example.com/" + "a".repeat(1 << 20))));
        assertNotFound(() -> tree.repository().versions(ModulePath.parse("example.com/" + "A".repeat(200))));
    }

    @Test
    void moduleWithAPathLongerThanAnyFileName_isNotFound() throws Exception {
        Files.createDirectories(root.resolve("example.com/a/a/a"));
        assertNotFound(() -> tree.repository().versions(ModulePath.parse("example.com" + "/a".repeat(1 << 16))));
    }

    @Test
    void queryThatNoFileCanHaveAsItsName_isNotFound() throws Exception {
        tree.write("-- example.com/m/@v/list --\nv1.0.0\n");
        DirectoryRepository repository = tree.repository();
        assertNotFound(() -> repository.info(M, VersionQuery.parse("\u00e9".repeat(126))));
        assertNotFound(() -> repository.info(M, VersionQuery.parse("\ud835\udd4f")));
        assertNotFound(() -> repository.info(M, VersionQuery.parse("v1." + "1".repeat(10_000) + ".0")));
    }

    private void assertNothingIsServed() throws IOException {
        DirectoryRepository repository = tree.repository();
        assertNotFound(() -> repository.versions(M));
        assertNotFound(() -> repository.info(M, V1_QUERY));
        assertNotFound(() -> repository.info(M, VersionQuery.LATEST));
        assertNotFound(() -> repository.mod(V1));
        assertNotFound(() -> repository.zip(V1));
    }

    private static void link(Path link, Path target) throws IOException {
        Files.createSymbolicLink(link, target);
    }

    private static void makePipe(Path path) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("mkfifo", path.toString()).start();
        } catch (IOException e) {
            assumeTrue(false, "needs mkfifo");
            throw e;
        }
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static byte[] bytes(ModuleFile file) throws IOException {
        try (InputStream in = file.openStream(0)) {
            return in.readAllBytes();
        }
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatExceptionOfType(ModuleAccessException.class)
                .isThrownBy(call)
                .returns(ModuleAccessException.Reason.NOT_FOUND, ModuleAccessException::reason);
    }

    private static void assertUnknown(ThrowingCallable call) {
        assertThatExceptionOfType(IOException.class).isThrownBy(call);
    }
}
