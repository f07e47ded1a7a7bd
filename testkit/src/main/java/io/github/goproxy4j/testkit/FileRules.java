package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.ModuleZip;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The rules for the files of a version: what they hold, and what is said of them. */
abstract class FileRules extends RefusalRules {
    @Test
    void file_size_isTheNumberOfItsBytes() throws Exception {
        for (Opening opening : openings()) {
            for (ModuleId id : given().ids()) {
                try (ModuleFile file = opening.open(id)) {
                    int length = bytes(file).length;
                    assertThat(file.size())
                            .as("size of a file of %s that was read", id)
                            .isEqualTo(OptionalLong.of(length));
                }
            }
        }
    }

    @Test
    void file_tag_isTheSameForTheSameBytes() throws Exception {
        for (Opening opening : openings()) {
            for (ModuleId id : given().ids()) {
                try (ModuleFile first = opening.open(id);
                        ModuleFile second = opening.open(id)) {
                    if (Arrays.equals(bytes(first), bytes(second))) {
                        assertThat(first.tag())
                                .as("tag of a file of %s", id)
                                .isPresent()
                                .isEqualTo(second.tag());
                    }
                }
            }
        }
    }

    @Test
    void file_tag_isAnotherForOtherBytes() throws Exception {
        Map<StrongTag, byte[]> contents = new HashMap<>();
        for (Opening opening : openings()) {
            for (ModuleId id : given().ids()) {
                try (ModuleFile file = opening.open(id)) {
                    byte[] bytes = bytes(file);
                    Optional<StrongTag> tag = file.tag();
                    if (tag.isPresent()) {
                        byte[] other = contents.putIfAbsent(tag.get(), bytes);
                        assertThat(other == null || Arrays.equals(other, bytes))
                                .as("the files of this tag have the same bytes: %s", tag.get())
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void file_path_holdsItsBytes() throws Exception {
        for (Opening opening : openings()) {
            for (ModuleId id : given().ids()) {
                try (ModuleFile file = opening.open(id)) {
                    byte[] bytes = bytes(file);
                    if (file.path().isPresent()) {
                        assertThat(Files.readAllBytes(file.path().get())).isEqualTo(bytes);
                    }
                }
            }
        }
    }

    @Test
    void file_path_isOnTheDefaultFileSystem() throws Exception {
        for (Opening opening : openings()) {
            try (ModuleFile file = opening.open(given().oneId())) {
                if (file.path().isPresent()) {
                    assertThat(file.path().get().getFileSystem()).isSameAs(FileSystems.getDefault());
                }
            }
        }
    }

    @Test
    void file_path_staysWhenAnotherLeaseEnds() throws Exception {
        for (Opening opening : openings()) {
            try (ModuleFile kept = opening.open(given().oneId())) {
                if (kept.path().isPresent()) {
                    byte[] before = Files.readAllBytes(kept.path().get());
                    opening.open(given().oneId()).close();
                    assertThat(kept.path().get())
                            .as("path after another lease has ended")
                            .exists()
                            .hasBinaryContent(before);
                }
            }
        }
    }

    /** They are headers of an answer that is being sent. */
    @Test
    void file_leased_keepsItsSizeTagAndTime() throws Exception {
        for (Opening opening : openings()) {
            try (ModuleFile file = opening.open(given().oneId())) {
                Optional<Instant> time = file.lastModified();
                OptionalLong size = file.size();
                Optional<StrongTag> tag = file.tag();
                bytes(file);
                given().ids().stream().filter(id -> !id.equals(given().oneId())).forEach(this::readFiles);
                assertThat(size.isEmpty() || size.equals(file.size()))
                        .as("size stays %s", size)
                        .isTrue();
                assertThat(tag.isEmpty() || tag.equals(file.tag()))
                        .as("tag stays %s", tag)
                        .isTrue();
                assertThat(time.isEmpty() || time.equals(file.lastModified()))
                        .as("time stays %s", time)
                        .isTrue();
            }
        }
    }

    private void readFiles(ModuleId id) {
        for (Opening opening : openings()) {
            try (ModuleFile file = opening.open(id)) {
                bytes(file);
            } catch (ModuleAccessException | IOException e) {
                throw new AssertionError("reading " + id, e);
            }
        }
    }

    /** Every client checks the rules of {@code golang.org/x/mod/zip}, and refuses a zip that breaks one. */
    @Test
    void zip_thatWasMade_isLegal() throws Exception {
        assumeFalse(
                given().hasFinishedZips(),
                "the zips were published as finished files: see RepositoryFixture.finishedZips()");
        for (ModuleId id : given().ids()) {
            assertThat(ModuleZip.check(id, copyOfZip(id)).error())
                    .as("why go refuses the zip of %s", id)
                    .isEmpty();
        }
    }

    @Test
    void zip_goMod_isTheGoModFile() throws Exception {
        for (ModuleId id : given().ids()) {
            try (ZipFile zip = new ZipFile(copyOfZip(id).toFile())) {
                ZipEntry entry = zip.getEntry(id + "/go.mod");
                if (entry != null) {
                    assertThat(zip.getInputStream(entry).readAllBytes())
                            .as("go.mod in the zip of %s", id)
                            .isEqualTo(bytesOfMod(id));
                }
            }
        }
    }
}
