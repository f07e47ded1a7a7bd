package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.goproxy4j.module.ModuleId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the file survives; what cannot be right is refused. */
@Timeout(60)
class PinFileTest extends PublishedVersionsRules {
    private static final ModuleId ID = Modules.id("example.com/m", "v1.0.0");
    private static final ModuleId NEXT = Modules.id("example.com/m", "v1.1.0");

    @TempDir
    private Path directory;

    private final List<PinFile> opened = new ArrayList<>();

    private Path path() {
        return directory.resolve("pins");
    }

    private PinFile open() throws IOException {
        return open(path());
    }

    private PinFile open(Path path) throws IOException {
        PinFile file = PinFile.open(path);
        opened.add(file);
        return file;
    }

    @Override
    PublishedVersions empty(int maxPseudoVersions) throws IOException {
        PinFile file = PinFile.open(directory.resolve("pins" + opened.size()), maxPseudoVersions);
        opened.add(file);
        return file.of("a");
    }

    @AfterEach
    void close() throws IOException {
        for (PinFile file : opened) {
            file.close();
        }
    }

    /** Writes two versions and returns the lines. */
    private List<String> written() throws IOException {
        try (PinFile file = open()) {
            file.of("a").publish(ID, PinSamples.published("one"));
            file.of("b").publish(NEXT, PinSamples.withZip("two"));
        }
        return Files.readAllLines(path());
    }

    @Test
    void open_again_hasEverything() throws Exception {
        try (PinFile file = open()) {
            file.of("a").publish(ID, PinSamples.published("one"));
            file.of("a").publish(ID, PinSamples.withZip("one"));
            file.of("a").publish(NEXT, PinSamples.published("two"));
            file.of("b").publish(ID, PinSamples.published("three"));
        }
        try (PinFile file = open()) {
            assertThat(file.of("a").find(ID)).hasValue(PinSamples.withZip("one"));
            assertThat(file.of("a").publish(NEXT, PinSamples.published("other")))
                    .isEqualTo(PinSamples.published("two"));
            assertThat(file.of("b").find(ID)).hasValue(PinSamples.published("three"));
            assertThat(file.of("b").tagged(ID.path())).containsOnlyKeys(ID.version());
            assertThat(file.of("c").find(ID)).isEmpty();
        }
        assertThat(Files.readAllLines(path())).hasSize(5);
    }

    @Test
    void publish_whatIsPublished_writesNothing() throws Exception {
        try (PinFile file = open()) {
            for (int i = 0; i < 3; i++) {
                file.of("a").publish(ID, PinSamples.withZip("one"));
                file.of("a").publish(ID, PinSamples.published("two"));
            }
        }
        assertThat(Files.readAllLines(path())).hasSize(2);
    }

    @Test
    void of_sameName_isTheSameMemory() throws Exception {
        PinFile file = open();
        assertThat(file.of("a")).isSameAs(file.of("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> file.of("a b"));
    }

    @Test
    void close_endsPublishingAndNotFinding() throws Exception {
        PinFile file = open();
        PublishedVersions published = file.of("a");
        published.publish(ID, PinSamples.published("one"));
        file.close();
        assertThat(published.find(ID)).isPresent();
        assertThatIOException().isThrownBy(() -> published.publish(NEXT, PinSamples.published("one")));
        assertThat(published.find(NEXT)).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void open_newFile_isForItsOwnerOnly() throws Exception {
        open();
        assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 142, 1000})
    void open_lastLineUnfinished_isCutOffAndWrittenOver(int rest) throws Exception {
        List<String> lines = written();
        Files.writeString(path(), lines.get(1).repeat(10).substring(0, rest), StandardOpenOption.APPEND);
        try (PinFile file = open()) {
            assertThat(file.of("a").find(ID)).isPresent();
            file.of("c").publish(ID, PinSamples.published("three"));
        }
        assertThat(Files.readAllLines(path())).hasSize(4).startsWith(lines.toArray(new String[0]));
        assertThat(open().of("c").find(ID)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 30})
    void open_fileWhoseCreatorWasKilled_isBegunAnew(int length) throws Exception {
        Files.writeString(path(), written().get(0).substring(0, length));
        try (PinFile file = open()) {
            assertThat(file.of("a").find(ID)).isEmpty();
        }
        assertThat(Files.readString(path())).isEqualTo("goproxy4j published versions 1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"module example.com/m\n", "module example.com/m", "goproxy4j published versions 2\n", "\n", "\0"
            })
    void open_anotherKindOfFile_isRefusedAndLeftAlone(String content) throws Exception {
        Files.writeString(path(), content);
        assertThatIOException().isThrownBy(this::open).withMessage(path() + ": not a file of published versions");
        assertThat(path()).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void open_damagedLine_isRefusedByItsNumberAndLeftAlone(int index) throws Exception {
        List<String> lines = new ArrayList<>(written());
        lines.set(index, lines.get(index).replace("v1.", "v2."));
        Files.write(path(), lines);
        assertThatIOException().isThrownBy(this::open).withMessage(path() + ": line " + (index + 1) + " is damaged");
        assertThat(Files.readAllLines(path())).isEqualTo(lines);
    }

    @Test
    void open_endlessLine_isDamaged() throws Exception {
        written();
        Files.writeString(path(), "x".repeat(3 << 20) + "\n", StandardOpenOption.APPEND);
        assertThatIOException().isThrownBy(this::open).withMessageEndingWith("line 4 is damaged");
    }

    @Test
    void publish_longestLine_isReadAgainAndALongerOneRefused() throws Exception {
        int others = new PinLine("a", ID, PinSamples.published("one")).bytes().length - 1;
        ModuleId atLimit = Modules.id("example.com/m", "v1.0." + "9".repeat((1 << 20) - others));
        ModuleId over = Modules.id("example.com/m", atLimit.version() + "9");
        try (PinFile file = open()) {
            file.of("a").publish(atLimit, PinSamples.published("one"));
            assertThatIOException().isThrownBy(() -> file.of("a").publish(over, PinSamples.published("one")));
        }
        assertThat(open().of("a").tagged(ID.path())).containsOnlyKeys(atLimit.version());
    }

    @Test
    void open_linesThatContradict_areRefused() throws Exception {
        written();
        Files.write(path(), new PinLine("a", ID, PinSamples.published("other")).bytes(), StandardOpenOption.APPEND);
        assertThatIOException().isThrownBy(this::open).withMessageEndingWith("line 4 contradicts an earlier one");
    }

    @Test
    void open_sameLineTwice_isTheSame() throws Exception {
        String second = written().get(1);
        Files.writeString(path(), second + "\n", StandardOpenOption.APPEND);
        assertThat(open().of("a").find(ID)).hasValue(PinSamples.published("one"));
    }

    @Test
    void open_whileItIsOpen_isRefusedAndKeepsTheFirst() throws Exception {
        PinFile first = open();
        for (int i = 0; i < 2; i++) {
            assertThatIOException().isThrownBy(this::open).withMessage(path() + ": in use by another server");
        }
        assertThat(child("once")).isEqualTo(path() + ": in use by another server");
        first.of("a").publish(ID, PinSamples.published("one"));
        first.close();
        assertThat(open().of("a").find(ID)).isPresent();
    }

    @Test
    void open_whereNoFileCanBe_saysSo() throws Exception {
        assertThatIOException()
                .isThrownBy(() -> open(directory.resolve("missing/pins")))
                .withMessageEndingWith("missing/pins: no such directory");
        assertThatIOException().isThrownBy(() -> open(directory)).withMessage(directory + ": is a directory");
        assertThatIllegalArgumentException().isThrownBy(() -> PinFile.open(path(), -1));
        assertThat(open().of("a").find(ID)).isEmpty();
    }

    @Test
    void open_moreInItThanThereIsRoomFor_hasThemAll() throws Exception {
        ModuleId pseudo = Modules.id("example.com/m", "v0.0.0-20200101000000-0123456789ab");
        try (PinFile file = open()) {
            file.of("a").publish(pseudo, PinSamples.published("one"));
        }
        try (PinFile file = PinFile.open(path(), 0)) {
            assertThat(file.of("a").find(pseudo)).isPresent();
            ModuleId other = Modules.id("example.com/m", "v0.0.0-20200101000000-ba9876543210");
            file.of("a").publish(other, PinSamples.published("one"));
            assertThat(file.of("a").find(other)).isEmpty();
        }
    }

    /** A server that is killed in the middle of it: every version that it said was published is there afterwards. */
    @Test
    void kill_whileManyPublish_losesNothingThatWasPublished() throws Exception {
        List<String> said = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            Process child = start("round" + round);
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
                for (int i = 0; i < 300; i++) {
                    said.add(out.readLine());
                }
                // Unlike that of the process, this leaves what it has said to be read.
                child.toHandle().destroyForcibly();
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    said.add(line);
                }
            }
            // The kill may have cut the last line that it said.
            said.removeIf(line -> !line.endsWith("."));
            expect(said);
        }
        assertThat(said).hasSizeGreaterThan(600).doesNotHaveDuplicates();
    }

    /** The system refuses to let the file grow, as a full disk does: in the middle of a line. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fullDisk_whileManyPublish_refusesAndLosesNothingThatWasPublished() throws Exception {
        List<String> said = new ArrayList<>();
        Process child = start(List.of("sh", "-c", "ulimit -f 33; exec \"$@\"", "sh"), "full");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            out.lines().forEach(said::add);
        }
        assertThat(said).contains("full");
        said.removeIf("full"::equals);
        assertThat(said).hasSizeGreaterThan(50);
        expect(said);
        assertThat(Files.size(path())).isBetween(16_000L, 33L * 512);
    }

    private void expect(List<String> said) throws IOException {
        try (PinFile file = open()) {
            for (String line : said) {
                String[] words = line.substring(0, line.length() - 1).split(" ", -1);
                assertThat(file.of(words[0]).find(Modules.id("example.com/m", words[1])))
                        .as(line)
                        .hasValue(PinSamples.published(words[1]));
            }
        }
    }

    private Process start(String argument) throws IOException {
        return start(List.of(), argument);
    }

    private Process start(List<String> shell, String argument) throws IOException {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                PinFileWriter.class.getName(),
                path().toString(),
                argument));
        return new ProcessBuilder(command)
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    private String child(String argument) throws Exception {
        Process child = start(argument);
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        child.waitFor();
        return said;
    }
}
