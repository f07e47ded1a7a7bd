package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A temporary directory and the servers that run. Both are gone when it is closed, and when the JVM is told to end. */
final class Workspace implements AutoCloseable {
    private final Path directory;
    private final Set<ServerProcess> running = new LinkedHashSet<>();
    private final Thread hook = new Thread(this::cleanUp, "clean up");

    private Workspace(Path directory) {
        this.directory = directory;
    }

    static Workspace open() throws IOException {
        Workspace workspace = new Workspace(Files.createTempDirectory("goproxy4j-macro"));
        Runtime.getRuntime().addShutdownHook(workspace.hook);
        return workspace;
    }

    Path directory() {
        return directory;
    }

    /** Makes a directory that nobody else has. */
    Path fresh(String name) throws IOException {
        return Files.createTempDirectory(directory, name.replaceAll("[^A-Za-z0-9]+", "-"));
    }

    synchronized void add(ServerProcess server) {
        running.add(server);
    }

    synchronized void forget(ServerProcess server) {
        running.remove(server);
    }

    private synchronized List<ServerProcess> running() {
        return List.copyOf(running);
    }

    private void cleanUp() {
        running().forEach(ServerProcess::end);
        // A load or a git command that was running when the JVM was told to end.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            System.err.println("not removed: " + e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        cleanUp();
    }
}
