package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * goproxy4j in a container, on a JDK.
 *
 * @param container which container
 * @param runtime the JDK
 * @param options options of the JVM; not empty is said in the name
 * @param programs where the programs are
 */
record OurServer(Container container, Jdk runtime, JvmOptions options, Programs programs) implements Contestant {
    /** The containers. */
    enum Container {
        /** The quickstart. */
        JETTY("Jetty 12.1"),
        /** {@link TomcatServer}. */
        TOMCAT("Tomcat 11");

        private final String title;

        Container(String title) {
            this.title = title;
        }
    }

    /**
     * What is started.
     *
     * @param quickstart the quickstart's jar
     * @param classPath where {@link TomcatServer} is
     * @param cache whether servers are given a directory for a cache
     */
    record Programs(Path quickstart, String classPath, boolean cache) {}

    boolean isTomcat() {
        return container == Container.TOMCAT;
    }

    /** The same with options of the JVM. */
    OurServer with(JvmOptions more) {
        return new OurServer(container, runtime, more, programs);
    }

    @Override
    public String name() {
        return container.title + ", " + runtime.name() + (options.isEmpty() ? "" : ", with options");
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public int jdk() {
        return runtime.feature();
    }

    @Override
    public ServerProcess start(List<SampleModule> modules, Workspace workspace) throws IOException {
        Path directory = workspace.fresh(name());
        Path kept =
                Files.createDirectories(workspace.directory().resolve("kept-" + container + "-" + runtime.feature()));
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>(List.of(runtime.java().toString()));
        command.addAll(options.of(runtime, kept));
        command.addAll(
                switch (container) {
                    case JETTY -> jetty(modules, port, directory);
                    case TOMCAT -> tomcat(modules, port, directory);
                });
        return ServerProcess.start(Git.plain(new ProcessBuilder(command)), port, directory, workspace);
    }

    private List<String> jetty(List<SampleModule> modules, int port, Path directory) {
        List<String> words =
                new ArrayList<>(List.of("-jar", programs.quickstart().toString(), "--listen", "127.0.0.1:" + port));
        if (programs.cache()) {
            words.addAll(List.of("--cache", directory.resolve("cache").toString()));
        }
        for (SampleModule module : modules) {
            words.addAll(List.of("--module", module.path() + "=" + module.repository()));
        }
        return words;
    }

    private List<String> tomcat(List<SampleModule> modules, int port, Path directory) {
        List<String> words = new ArrayList<>(
                List.of("-cp", programs.classPath(), TomcatServer.class.getName(), Integer.toString(port)));
        words.add(directory.toString());
        words.add(programs.cache() ? directory.resolve("cache").toString() : "");
        for (SampleModule module : modules) {
            words.add(module.path() + "=" + module.repository());
        }
        return words;
    }
}
