package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Java runtime.
 *
 * @param name what it is called in the tables
 * @param java its program
 * @param feature its version, such as 17
 * @param version the whole version, such as 17.0.12
 */
record Jdk(String name, Path java, int feature, String version) {
    private static final Path PLACE = Path.of("/usr/lib/jvm");

    /** Reads what a runtime says of itself in the file {@code release}. */
    static Jdk of(String name, Path java) throws IOException {
        Properties release = new Properties();
        try (InputStream in =
                Files.newInputStream(java.toRealPath().resolve("../../release").normalize())) {
            release.load(in);
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        int end = 0;
        while (end < version.length() && Character.isDigit(version.charAt(end))) {
            end++;
        }
        if (end == 0) {
            throw new IOException("no version in the file release next to " + java);
        }
        int feature = Integer.parseInt(version.substring(0, end));
        return new Jdk(name.isEmpty() ? "JDK " + feature : name, java, feature, version);
    }

    /** Finds the oldest that is at least 17 and the newest where Linux distributions put them. */
    static List<Jdk> installed() throws IOException {
        Map<Integer, Jdk> found = new TreeMap<>();
        List<Path> homes;
        try (Stream<Path> entries = Files.list(PLACE)) {
            homes = entries.sorted().toList();
        }
        for (Path home : homes) {
            Path java = home.resolve("bin/java");
            if (Files.isExecutable(java) && Files.exists(home.resolve("release"))) {
                Jdk jdk = of("", java);
                if (jdk.feature() >= 17) {
                    found.putIfAbsent(jdk.feature(), jdk);
                }
            }
        }
        List<Jdk> all = new ArrayList<>(found.values());
        return all.size() <= 2 ? all : List.of(all.get(0), all.get(all.size() - 1));
    }
}
