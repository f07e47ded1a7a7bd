package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.goproxy4j.module.ModuleId;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Published versions in memory. */
class PublishedTableTest extends PublishedVersionsRules {
    @Override
    PublishedVersions empty(int maxPseudoVersions) {
        return PublishedVersions.inMemory(maxPseudoVersions);
    }

    @Test
    void inMemory_negativeRoom_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PublishedVersions.inMemory(-1));
    }

    @Test
    void publish_thatTheJournalRefuses_isNeverSeenAndTakesNoRoom() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        PublishedTable table = new PublishedTable(new PseudoVersionRoom(1), (id, version) -> {
            if (full.get()) {
                throw new IOException("disk full");
            }
        });
        ModuleId id = Modules.id("example.com/m", "v0.0.0-20200101000000-0123456789ab");
        for (int i = 0; i < 3; i++) {
            assertThatIOException().isThrownBy(() -> table.publish(id, PinSamples.published("one")));
            assertThat(table.find(id)).isEmpty();
        }
        full.set(false);
        table.publish(id, PinSamples.published("two"));
        assertThat(table.find(id)).hasValue(PinSamples.published("two"));
        full.set(true);
        assertThatIOException().isThrownBy(() -> table.publish(id, PinSamples.withZip("two")));
        assertThat(table.find(id)).hasValue(PinSamples.published("two"));
        assertThat(table.publish(id, PinSamples.published("two"))).isEqualTo(PinSamples.published("two"));
    }
}
