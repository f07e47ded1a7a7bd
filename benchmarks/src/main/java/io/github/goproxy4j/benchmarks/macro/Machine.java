package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.catalina.util.ServerInfo;

/** What the numbers depend on: the machine and the versions of the programs. */
final class Machine {
    private Machine() {}

    /** The processors, the memory and the kernel, without the machine's name. */
    static String describe() throws IOException {
        String memory = value(Path.of("/proc/meminfo"), "MemTotal").orElse("0").replaceAll("\\D", "");
        return String.format(
                Locale.ROOT,
                "%d × %s, %.0f GiB of memory, Linux %s",
                Runtime.getRuntime().availableProcessors(),
                value(Path.of("/proc/cpuinfo"), "model name").orElse("processors of an unknown model"),
                Long.parseLong(memory) / 1024.0 / 1024,
                Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
    }

    private static Optional<String> value(Path file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        }
    }

    /** How many processes of others wanted a processor in the last minute; a quiet machine has nearly none. */
    static String loadAverage() throws IOException {
        String load = Files.readString(Path.of("/proc/loadavg"));
        return load.substring(0, load.indexOf(' '));
    }

    /** Which commit was built, if this runs in a checkout. */
    static String commit() throws IOException {
        String line = firstLine("git", "describe", "--always", "--dirty");
        return line.startsWith("fatal") ? "" : line;
    }

    static String tomcat() {
        return ServerInfo.getServerNumber();
    }

    /** Reads which Jetty is in the quickstart's jar. */
    static String jetty(Path quickstart) throws IOException {
        try (JarFile jar = new JarFile(quickstart.toFile())) {
            ZipEntry entry = jar.getEntry("META-INF/maven/org.eclipse.jetty/jetty-server/pom.properties");
            Properties properties = new Properties();
            if (entry != null) {
                try (InputStream in = jar.getInputStream(entry)) {
                    properties.load(in);
                }
            }
            return properties.getProperty("version", "12.1");
        }
    }

    /** Returns the first line that a program prints, whatever its status is. */
    static String firstLine(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream in = process.getInputStream()) {
            String printed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return printed.lines().findFirst().orElse("").strip();
        }
    }
}
