package io.github.goproxy4j.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An nginx with a configuration and a directory of its own, as a single process of whoever runs the test. */
final class Nginx implements AutoCloseable {
    private static final int LIMIT_SECONDS = 20;
    private static final int WAIT_MILLIS = 20;
    private static final Pattern LISTEN = Pattern.compile("listen 127\\.0\\.0\\.1:(\\d+);");

    private final Process process;
    private final Map<Integer, Integer> ports;

    private Nginx(Process process, Map<Integer, Integer> ports) {
        this.process = process;
        this.ports = ports;
    }

    /**
     * Starts one on free ports.
     *
     * @param prefix an empty directory
     * @param configuration the text of nginx.conf
     * @param upstream the port that stands in place of 8080
     */
    static Nginx start(Path prefix, String configuration, int upstream) throws IOException, InterruptedException {
        Map<Integer, Integer> ports = new HashMap<>();
        Matcher listen = LISTEN.matcher(configuration);
        String text = configuration.replace("127.0.0.1:8080", "127.0.0.1:" + upstream);
        while (listen.find()) {
            int free = freePort();
            ports.put(Integer.valueOf(listen.group(1)), free);
            text = text.replace(listen.group(), "listen 127.0.0.1:" + free + ";");
        }
        Files.writeString(prefix.resolve("nginx.conf"), text);
        Path errors = prefix.resolve("stderr");
        Process process = new ProcessBuilder(
                        Tools.requireNginx(),
                        "-p",
                        prefix.toString(),
                        "-c",
                        "nginx.conf",
                        "-e",
                        "error.log",
                        "-g",
                        "daemon off; master_process off;")
                .redirectOutput(errors.toFile())
                .redirectError(errors.toFile())
                .start();
        Nginx nginx = new Nginx(process, ports);
        for (int port : ports.values()) {
            while (!accepts(port)) {
                if (process.waitFor(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("nginx does not run: " + Files.readString(errors));
                }
            }
        }
        return nginx;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The port that a server of the configuration really has. */
    int port(int configured) {
        return ports.get(configured);
    }

    /** Sends SIGTERM to this process and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("nginx still runs " + LIMIT_SECONDS + " seconds after SIGTERM");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
