package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.goproxy4j.repository.ModuleFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules for the streams on a file. */
abstract class StreamRules extends FileRules {
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

    /** An end where no byte is missing would be taken for a whole file. */
    @Test
    void file_streamBeyondTheSize_isRefused() throws Exception {
        for (Opening opening : openings()) {
            try (ModuleFile file = opening.open(given().oneId())) {
                long size = bytes(file).length;
                for (long from : new long[] {-1, size + 1, Long.MAX_VALUE}) {
                    assertThat(catchThrowable(() -> {
                                try (InputStream in = file.openStream(from)) {
                                    in.read();
                                }
                            }))
                            .as("what is thrown for a stream from %s of %s", from, size)
                            .isInstanceOfAny(IndexOutOfBoundsException.class, IOException.class);
                }
            }
        }
    }

    @Test
    void file_stream_hasTheSameBytesHoweverItIsRead() throws Exception {
        for (Opening opening : openings()) {
            try (ModuleFile file = opening.open(given().oneId())) {
                byte[] all = bytes(file);
                try (InputStream in = file.openStream(0)) {
                    assertThat(readByByte(in)).as("bytes read one by one").isEqualTo(all);
                    assertThat(in.read()).as("after the end").isEqualTo(-1);
                    assertThat(in.read(new byte[3])).as("after the end").isEqualTo(-1);
                }
                try (InputStream in = file.openStream(0)) {
                    assertThat(readIntoTheMiddle(in))
                            .as("bytes read into an array")
                            .isEqualTo(all);
                }
                try (InputStream in = file.openStream(0)) {
                    in.skipNBytes(all.length / 3);
                    assertThat(in.readAllBytes())
                            .as("bytes after some that were skipped")
                            .isEqualTo(Arrays.copyOfRange(all, all.length / 3, all.length));
                }
            }
        }
    }

    private static byte[] readByByte(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            out.write(b);
        }
        return out.toByteArray();
    }

    private static byte[] readIntoTheMiddle(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[11];
        for (int count = in.read(buffer, 3, 7); count >= 0; count = in.read(buffer, 3, 7)) {
            out.write(buffer, 3, count);
        }
        assertThat(buffer)
                .as("what is left and right of the range")
                .startsWith(0, 0, 0)
                .endsWith(0);
        return out.toByteArray();
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
    void file_streamClosed_leavesTheLeaseAndOtherStreamsOpen() throws Exception {
        for (Opening opening : openings()) {
            try (ModuleFile file = opening.open(given().oneId())) {
                byte[] all = bytes(file);
                try (InputStream kept = file.openStream(0)) {
                    InputStream closed = file.openStream(0);
                    closed.close();
                    closed.close();
                    assertThat(kept.readAllBytes())
                            .as("a stream beside one that was closed")
                            .isEqualTo(all);
                }
                assertThat(bytes(file))
                        .as("the lease after its streams were closed")
                        .isEqualTo(all);
            }
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

    /** While other files are read, as a repository with one buffer for all of them finds out. */
    @Test
    void files_readAtTheSameTime_haveTheirOwnBytes() throws Exception {
        List<byte[]> expected = new ArrayList<>();
        List<ModuleFile> files = new ArrayList<>();
        List<InputStream> streams = new ArrayList<>();
        try {
            for (Opening opening : openings()) {
                for (var id : given().ids()) {
                    try (ModuleFile file = opening.open(id)) {
                        expected.add(bytes(file));
                    }
                    files.add(opening.open(id));
                }
            }
            for (ModuleFile file : files) {
                streams.add(file.openStream(0));
            }
            assertThat(readInTurns(streams)).as("the files' bytes").isDeepEqualTo(expected.toArray(new byte[0][]));
        } finally {
            for (InputStream in : streams) {
                in.close();
            }
            files.forEach(ModuleFile::close);
        }
    }

    private static byte[][] readInTurns(List<InputStream> streams) throws IOException {
        List<ByteArrayOutputStream> read =
                streams.stream().map(in -> new ByteArrayOutputStream()).toList();
        boolean more = true;
        while (more) {
            more = false;
            for (int i = 0; i < streams.size(); i++) {
                byte[] some = streams.get(i).readNBytes(100);
                read.get(i).writeBytes(some);
                more |= some.length > 0;
            }
        }
        return read.stream().map(ByteArrayOutputStream::toByteArray).toArray(byte[][]::new);
    }
}
