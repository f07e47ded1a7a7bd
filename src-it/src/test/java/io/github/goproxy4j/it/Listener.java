package io.github.goproxy4j.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Accepts connections on loopback, each on a thread of its own, and breaks them off when it is closed. */
final class Listener implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final ServerSocket server;
    private final Protocol protocol;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "listener");
        thread.setDaemon(true);
        return thread;
    });

    /** What is done with a connection, until its end. */
    interface Protocol {
        void serve(Socket client) throws IOException;
    }

    private Listener(ServerSocket server, Protocol protocol) {
        this.server = server;
        this.protocol = protocol;
    }

    static Listener start(Protocol protocol) throws IOException {
        Listener started = new Listener(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), protocol);
        started.threads.execute(started::accept);
        return started;
    }

    static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            protocol.serve(client);
        } catch (IOException e) {
            // The client or what is behind us has gone away, and sees so itself.
            return;
        } finally {
            open.remove(client);
        }
    }

    /** Hands everything on between a client, whose bytes a stream reads, and a server, until both have ended. */
    void join(Socket client, InputStream fromClient, Socket server) throws IOException {
        open.add(server);
        try (server) {
            threads.execute(() -> copyBack(server, client));
            fromClient.transferTo(server.getOutputStream());
            server.shutdownOutput();
        } finally {
            open.remove(server);
        }
    }

    private static void copyBack(Socket server, Socket client) {
        try (server;
                client) {
            byte[] buffer = new byte[BUFFER];
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
