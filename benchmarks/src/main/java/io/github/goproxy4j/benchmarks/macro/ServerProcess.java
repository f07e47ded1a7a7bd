package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, which accepts connections; closing it ends the process and removes its directory. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final long POLL_NANOS = 500_000;
    private static final int STOP_SECONDS = 5;
    private static final int LOG_TAIL = 600;

    private final Process process;
    private final int port;
    private final Path directory;
    private final long begun;
    private final Workspace workspace;

    private ServerProcess(Process process, int port, Path directory, long begun, Workspace workspace) {
        this.process = process;
        this.port = port;
        this.directory = directory;
        this.begun = begun;
        this.workspace = workspace;
    }

    /**
     * Starts a server and waits until it accepts connections.
     *
     * @param directory its directory, where its output goes as well
     */
    static ServerProcess start(ProcessBuilder command, int port, Path directory, Workspace workspace)
            throws IOException {
        Path log = directory.resolve("server.log");
        long begun = System.nanoTime();
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        ServerProcess server = new ServerProcess(process, port, directory, begun, workspace);
        workspace.add(server);
        while (!server.accepts()) {
            if (!process.isAlive() || System.nanoTime() - begun > START.toNanos()) {
                String said = Files.readString(log, StandardCharsets.ISO_8859_1).strip();
                server.close();
                throw new IOException(
                        "the server did not start: " + said.substring(Math.max(0, said.length() - LOG_TAIL)));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return server;
    }

    /** Finds a port that is free now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    /** Returns the seconds since the process was begun. */
    double age() {
        return (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public void close() throws IOException {
        end();
        workspace.forget(this);
        Directories.delete(directory);
    }

    /** Ends the process and what it has started, and waits for that. */
    void end() {
        List<ProcessHandle> all = tree().processes();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
