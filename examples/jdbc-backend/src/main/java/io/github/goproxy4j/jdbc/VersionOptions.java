package io.github.goproxy4j.jdbc;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import picocli.CommandLine.Option;

/** Which version of which module. */
final class VersionOptions {
    @Option(names = "--module", paramLabel = "PATH", required = true, description = "the module path")
    private String module = "";

    @Option(names = "--version", paramLabel = "V", required = true, description = "the version, such as v1.2.3")
    private String version = "";

    ModuleId id() throws PublishException {
        try {
            return new ModuleId(ModulePath.parse(module), ModuleVersion.parse(version));
        } catch (ModuleSyntaxException e) {
            throw new PublishException(String.valueOf(e.getMessage()), e);
        }
    }
}
