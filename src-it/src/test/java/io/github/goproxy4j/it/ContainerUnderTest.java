package io.github.goproxy4j.it;

import com.example.containers.Setup;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The containers, each a program in {@code src-it/containers} that runs from when it is first asked for its ports. */
enum ContainerUnderTest {
    JETTY_12_0("Jetty 12.0", "jetty-12.0", "jetty", Line.JETTY),
    JETTY_12_1_EE10("Jetty 12.1 ee10", "jetty-12.1-ee10", "jetty", Line.JETTY),
    JETTY_12_1_EE11("Jetty 12.1 ee11", "jetty-12.1-ee11", "jetty", Line.JETTY),
    TOMCAT_10_1("Tomcat 10.1", "tomcat-10.1", "tomcat", Line.TOMCAT),
    TOMCAT_11("Tomcat 11", "tomcat-11", "tomcat", Line.TOMCAT),
    UNDERTOW_2_3("Undertow 2.3", "undertow-2.3", "undertow", ""),
    BOOT_3_5("Boot 3.5", "spring-boot-3.5", "boot", Line.BOOT),
    BOOT_3_5_SECURITY("Boot 3.5 + Security", "spring-boot-3.5", "boot", Line.BOOT + Line.SECURITY),
    BOOT_4_1("Boot 4.1", "spring-boot-4.1", "boot", Line.BOOT),
    BOOT_4_1_SECURITY("Boot 4.1 + Security", "spring-boot-4.1", "boot", Line.BOOT + Line.SECURITY),
    JDK("JDK HttpServer", "jdk-httpserver", "jdk", "");

    private static final Path TARGET = Path.of("target", "containers");
    private static final Map<ContainerUnderTest, Running> RUNNING = new ConcurrentHashMap<>();

    /** A program that has been started, and where it listens. */
    private record Running(Process process, Map<Setup, Integer> ports) {}

    private final String title;
    private final String module;
    private final String program;
    private final String line;

    ContainerUnderTest(String title, String module, String program, String line) {
        this.title = title;
        this.module = module;
        this.program = program;
        this.line = line;
    }

    /** The lines that let {@code %2F} in, in the words of the log. */
    private static final class Line {
        static final String TOMCAT = "connector.setEncodedSolidusHandling(\"decode\"), or"
                + " encodedSolidusHandling=\"decode\" at the <Connector> in server.xml";
        static final String JETTY = "httpConfiguration.setUriCompliance(UriCompliance.DEFAULT.with(\"GOPROXY\","
                + " UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR)), or"
                + " jetty.httpConfig.uriCompliance=DEFAULT,AMBIGUOUS_PATH_SEPARATOR in start.d";
        static final String BOOT =
                "factory.addConnectorCustomizers(connector -> connector.setEncodedSolidusHandling(\"decode\")) in a"
                        + " WebServerFactoryCustomizer<TomcatServletWebServerFactory>";
        static final String SECURITY = "; and strictHttpFirewall.setAllowUrlEncodedSlash(true) for Spring Security";
    }

    static Optional<ContainerUnderTest> named(String title) {
        return Stream.of(values())
                .filter(container -> container.title.equals(title))
                .findFirst();
    }

    /** What the log says is needed for {@code %2F}; empty if nothing is. */
    Optional<String> lineForSlashes() {
        return Optional.of(line).filter(text -> !text.isEmpty());
    }

    boolean isServletContainer() {
        return this != JDK;
    }

    synchronized int port(Setup setup) {
        if (!RUNNING.containsKey(this)) {
            try {
                RUNNING.put(this, start());
            } catch (IOException e) {
                throw new AssertionError(title + " does not start", e);
            }
        }
        return RUNNING.get(this).ports().get(setup);
    }

    private Running start() throws IOException {
        Path home = Readme.root().resolve(Path.of("src-it", "containers", module, "target"));
        Path own = Files.createDirectories(TARGET.resolve(name()));
        List<String> classPath = new ArrayList<>(List.of(home.resolve("classes").toString()));
        classPath.addAll(
                List.of(Files.readString(home.resolve("class-path.txt")).split(File.pathSeparator, -1)));
        boolean isSecured = line.endsWith(Line.SECURITY);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + own.toAbsolutePath(),
                "-Dfile.encoding=ISO-8859-1",
                "-cp",
                classPath.stream()
                        .filter(entry -> isSecured || !entry.matches(".*\\bspring-[a-z-]*security[^/\\\\]*"))
                        .collect(Collectors.joining(File.pathSeparator)),
                "com.example.containers." + program + ".Program",
                ContainerModules.directory().toString(),
                own.toAbsolutePath().toString());
        builder.redirectError(logFile().toFile());
        Process process = builder.start();
        Map<Setup, Integer> ports = new EnumMap<>(Setup.class);
        // What the logging of Spring Boot prints comes in between.
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder log = new StringBuilder();
        while (ports.size() < Setup.values().length) {
            String printed = out.readLine();
            if (printed == null) {
                throw new AssertionError(title + " has ended: " + log + Files.readString(logFile()));
            }
            log.append(printed).append('\n');
            if (printed.matches("[A-Z_]+ \\d+")) {
                String[] words = printed.split(" ", 2);
                ports.put(Setup.valueOf(words[0]), Integer.valueOf(words[1]));
            }
        }
        return new Running(process, ports);
    }

    private Path logFile() {
        return TARGET.resolve(name() + ".log");
    }

    /** What the program has logged so far. */
    String log() throws IOException {
        return Files.readString(logFile(), StandardCharsets.ISO_8859_1);
    }

    /** Ends the program if it runs. */
    synchronized void stop() throws IOException, InterruptedException {
        Running running = RUNNING.remove(this);
        if (running != null) {
            running.process().destroy();
            running.process().waitFor();
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
