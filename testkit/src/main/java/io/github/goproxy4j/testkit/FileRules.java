package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import io.github.goproxy4j.zip.ModuleZip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The rules for the files of a version, and for the leases that they are handed out as. */
abstract class FileRules extends AnswerRules {
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
    void file_stream_beginsAtTheOffset() throws Exception {
        for (Opening opening : openings()) {
            try (ModuleFile file = opening.open(given().oneId())) {
                byte[] all = bytes(file);
                for (int from : new int[] {0, 1, all.length / 2, all.length - 1, all.length}) {
                    try (InputStream in = file.openStream(from)) {
                        assertThat(in.readAllBytes())
                                .as("bytes from %s of %s", from, all.length)
                                .isEqualTo(Arrays.copyOfRange(all, from, all.length));
                    }
                }
            }
        }
    }

    @Test
    void file_severalStreams_doNotDisturbOneAnother() throws Exception {
        for (Opening opening : openings()) {
            try (ModuleFile file = opening.open(given().oneId())) {
                byte[] all = bytes(file);
                try (InputStream first = file.openStream(0);
                        InputStream second = file.openStream(0)) {
                    byte[] start = first.readNBytes(all.length / 2);
                    assertThat(second.readAllBytes()).isEqualTo(all);
                    assertThat(first.readAllBytes()).isEqualTo(Arrays.copyOfRange(all, start.length, all.length));
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
    void file_closedTwice_doesNotFail() throws Exception {
        for (Opening opening : openings()) {
            ModuleFile file = opening.open(given().oneId());
            file.close();
            assertThatCode(file::close).doesNotThrowAnyException();
        }
    }

    @Test
    void file_afterClose_cannotBeRead() throws Exception {
        for (Opening opening : openings()) {
            ModuleFile file = opening.open(given().oneId());
            try (InputStream in = file.openStream(0)) {
                file.close();
                assertThatExceptionOfType(IOException.class).as("reading on").isThrownBy(in::read);
            }
            assertThatExceptionOfType(IOException.class).as("opening a stream").isThrownBy(() -> {
                try (InputStream in = file.openStream(0)) {
                    in.read();
                }
            });
        }
    }

    @Test
    void file_closed_leavesOtherLeasesOpen() throws Exception {
        for (Opening opening : openings()) {
            try (ModuleFile kept = opening.open(given().oneId())) {
                opening.open(given().oneId()).close();
                assertThatCode(() -> bytes(kept)).as("reading another lease").doesNotThrowAnyException();
            }
        }
    }

    /** Every client checks the rules of {@code golang.org/x/mod/zip}, and refuses a zip that breaks one. */
    @Test
    void zip_thatWasMade_isLegal() throws Exception {
        assumeFalse(given().hasFinishedZips(), "the fixture's zips were published as finished files");
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
