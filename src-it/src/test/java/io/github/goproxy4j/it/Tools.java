package io.github.goproxy4j.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** Skips a test on a machine that lacks what it needs, with a message that says what to install. */
final class Tools {
    private Tools() {}

    static void requireGo() {
        assumeTrue(runs("go", "version"), "needs the go command: install Go 1.21 or newer (https://go.dev/dl)");
    }

    static void requireGit() {
        assumeTrue(runs("git", "--version"), "needs the git command: install git 2.28 or newer");
    }

    private static boolean runs(String... command) {
        try {
            return new Command(Path.of("."))
                            .inherit("HOME", "GOCACHE")
                            .with("GOTOOLCHAIN", "local")
                            .run(command)
                            .exit()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
