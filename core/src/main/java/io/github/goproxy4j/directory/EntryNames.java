package io.github.goproxy4j.directory;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.PathRules;
import java.util.Optional;
import java.util.function.Consumer;

/** The names in a module zip as they go by, of which the first is kept that the {@code go} command refuses or regrets. */
final class EntryNames implements Consumer<String> {
    private final String prefix;
    private Optional<String> firstRefusal = Optional.empty();

    EntryNames(ModuleId id) {
        this.prefix = id + "/";
    }

    @Override
    public void accept(String name) {
        if (firstRefusal.isEmpty()) {
            firstRefusal = refusal(name);
        }
    }

    private Optional<String> refusal(String name) {
        if (!name.startsWith(prefix)) {
            return Optional.of("an entry is not below " + GoText.quote(prefix) + ": " + GoText.quote(name));
        }
        if (name.endsWith("/")) {
            // Legal, but its hash is not that of the files.
            return Optional.of("an entry is a directory: " + GoText.quote(name));
        }
        String path = name.substring(prefix.length());
        if (isStrayGoMod(path)) {
            return Optional.of("an entry is a go.mod file of another directory or another case: " + GoText.quote(name));
        }
        return PathRules.checkFilePath(path);
    }

    private static boolean isStrayGoMod(String path) {
        String base = path.substring(path.lastIndexOf('/') + 1);
        return GoText.fold(base).equals("go.mod") && !path.equals("go.mod");
    }

    Optional<String> firstRefusal() {
        return firstRefusal;
    }
}
