package io.github.goproxy4j.directory;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The look that is taken at a published file when it is first asked for: whether it can be read as its kind at all, and
 * whether the log should say what the {@code go} command is going to refuse or distrust.
 *
 * <p>What was looked at is remembered by its tag, for a bounded number of files, so that it costs the next request nothing.
 */
final class FirstLook {
    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);
    private static final int REMEMBERED = 4096;
    /** A go.mod file as long as this is left to the client: a look must not cost what serving does not. */
    private static final int MAX_MOD_BYTES = 1 << 20;

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
        EntryTable.read(zip, names);
        remember(tag, id, "zip", names.firstRefusal());
    }

    /** Looks at a go.mod file. */
    void atMod(ModuleId id, ModuleFile file) throws IOException {
        Optional<StrongTag> tag = file.tag();
        if (tag.isPresent() && seen.contains(tag.get())) {
            return;
        }
        byte[] mod;
        try (InputStream in = file.openStream(0)) {
            mod = in.readNBytes(MAX_MOD_BYTES);
        }
        remember(tag, id, "go.mod", mod.length < MAX_MOD_BYTES ? refusal(mod) : Optional.empty());
    }

    private static Optional<String> refusal(byte[] mod) {
        try {
            boolean hasPath = GoMod.parse(mod).modulePath().isPresent();
            return hasPath ? Optional.empty() : Optional.of("missing module line");
        } catch (ModuleSyntaxException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private void remember(Optional<StrongTag> tag, ModuleId id, String kind, Optional<String> refusal) {
        if (tag.map(seen::add).orElse(true) && refusal.isPresent()) {
            log.accept(id + ": go will refuse or distrust the published " + kind + ", which is served as it is: "
                    + refusal.get());
        }
    }
}
