package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import java.nio.file.Path;

/**
 * The value of one {@code --module PREFIX=REPO}.
 *
 * @param prefix the module path that the repository's root stands for
 * @param repository the git repository
 */
record ModuleMount(ModulePath prefix, Path repository) {
    /** The name under which it is recorded what has been served of it. */
    String pinName() {
        return "module/" + prefix;
    }

    /** Reads {@code PREFIX=REPO}; throws IllegalArgumentException with the reason. */
    static ModuleMount parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || equals == text.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' is not PREFIX=REPO");
        }
        String prefix = text.substring(0, equals);
        try {
            return new ModuleMount(ModulePath.parse(prefix), Path.of(text.substring(equals + 1)));
        } catch (ModuleSyntaxException e) {
            throw new IllegalArgumentException("'" + prefix + "' is not a module path: " + e.getMessage(), e);
        }
    }
}
