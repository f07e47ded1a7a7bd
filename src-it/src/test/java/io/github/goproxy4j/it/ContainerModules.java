package io.github.goproxy4j.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The modules that all containers serve, in the file layout of GOPROXY. */
final class ContainerModules {
    /** A module whose zip does not fit into what lies between a server and a client that does not read. */
    static final String LARGE = "example.com/large";

    private static final Path DIRECTORY = write(Path.of("target", "containers", "tree"));

    private ContainerModules() {}

    static Path directory() {
        return DIRECTORY;
    }

    private static Path write(Path root) {
        try {
            byte[] large = new byte[8 << 20];
            new Random(1).nextBytes(large);
            return ModuleTree.of(root)
                    .module(LARGE, "v1.0.0", large)
                    .module("example.com/m", "v1.0.0")
                    .module("example.com/Upper", "v1.0.0")
                    .module("example.com/til~de", "v1.0.0")
                    .module("example.com/inc", "v2.0.0+incompatible")
                    .root()
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of the large zip, one a character. */
    static String large() throws IOException {
        return Files.readString(directory().resolve(LARGE + "/@v/v1.0.0.zip"), StandardCharsets.ISO_8859_1);
    }
}
