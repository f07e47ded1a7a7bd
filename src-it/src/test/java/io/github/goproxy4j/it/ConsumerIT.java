package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A project outside this build, which the Invoker plugin has built from our artifacts just before, runs both ways. */
final class ConsumerIT {
    private static final Path BUILT = Path.of("target", "it", "consumer", "target");
    private static final String MAIN = "com.example.consumer.Consumer";

    @Test
    void onTheClassPath_servesItsOwnRepository() throws Exception {
        String classPath = BUILT.resolve("consumer-1.jar") + File.pathSeparator + BUILT.resolve("lib") + "/*";
        assertThat(java("-cp", classPath, MAIN)).isEqualTo("unnamed module 200 v1.0.0\n");
    }

    @Test
    void onTheModulePath_servesItsOwnRepository() throws Exception {
        String modulePath = BUILT.resolve("consumer-1.jar") + File.pathSeparator + BUILT.resolve("lib");
        assertThat(java("-p", modulePath, "-m", "com.example.consumer/" + MAIN))
                .isEqualTo("module com.example.consumer 200 v1.0.0\n");
    }

    private static String java(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return new Command(Path.of(".")).run(command).orFail().out().replaceAll(" @[0-9a-f]+", "");
    }
}
