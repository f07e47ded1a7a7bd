package io.github.goproxy4j.quickstart;

import java.util.Objects;
import picocli.CommandLine;

/** What {@code --version} prints: the version in the jar's manifest. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"goproxy4j " + Objects.requireNonNullElse(version, "(not from a jar)")};
    }
}
