package io.github.goproxy4j.directory;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The look that is taken at a published file when it is first asked for: whether it can be read as its kind at all, and
 * whether the log should say that the {@code go} command is going to refuse it.
 *
 * <p>What was looked at is remembered by its tag, for a bounded number of files, so that it costs the next request nothing.
 */
final class FirstLook {
    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);
    private static final int REMEMBERED = 4096;

    private final BoundedSet<StrongTag> seen = new BoundedSet<>(REMEMBERED);
    private final Consumer<String> log;

    FirstLook() {
        this(LOG::warn);
    }

    FirstLook(Consumer<String> log) {
        this.log = log;
    }

    /** Looks at a zip; fails if it has no readable central directory. */
    void atZip(ModuleId id, ModuleFile zip) throws IOException {
        Optional<StrongTag> tag = zip.tag();
        if (tag.isPresent() && seen.contains(tag.get())) {
            return;
        }
        EntryNames names = new EntryNames(id);
        CentralDirectory.read(zip, names);
        remember(tag, id, "zip", names.firstRefusal());
    }

    private void remember(Optional<StrongTag> tag, ModuleId id, String kind, Optional<String> refusal) {
        if (tag.map(seen::add).orElse(true) && refusal.isPresent()) {
            log.accept(id + ": go will refuse the published " + kind + ", which is served as it is: " + refusal.get());
        }
    }
}
