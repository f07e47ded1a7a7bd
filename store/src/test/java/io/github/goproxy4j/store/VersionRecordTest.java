package io.github.goproxy4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A record is read back as it was, or not at all. */
final class VersionRecordTest {
    private static final SampleVersion SAMPLE = SampleVersion.of("any key\n", "example.com/M", "v1.0.0-RC1");
    private static final VersionRecord RECORD = new VersionRecord(
            SAMPLE.name(),
            true,
            Optional.of(SAMPLE.hash()),
            Map.of(
                    StoredFile.ZIP, new RecordedFile(1, 1_700_000_000_123_456_789L, 42, Sha256.of(SAMPLE.zip())),
                    StoredFile.INFO, new RecordedFile(3, 4, 0, Sha256.of(SAMPLE.info()))));

    @Test
    void read_whatWasWritten_isTheSame() {
        assertThat(VersionRecord.read(RECORD.toBytes())).contains(RECORD);
        VersionRecord partial = new VersionRecord(SAMPLE.name(), false, Optional.empty(), Map.of());
        assertThat(VersionRecord.read(partial.toBytes())).contains(partial);
    }

    @Test
    void read_cutOrChangedAnywhere_isEmpty() {
        byte[] whole = RECORD.toBytes();
        for (int i = 0; i < whole.length; i++) {
            assertThat(VersionRecord.read(Arrays.copyOf(whole, i)))
                    .as("cut at %d", i)
                    .isEmpty();
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            assertThat(VersionRecord.read(changed)).as("changed at %d", i).isEmpty();
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThat(VersionRecord.read(longer)).isEmpty();
    }
}
