package io.github.goproxy4j.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An HTTP proxy on loopback whose tunnels to port 443 of one host end at a port on loopback, so that a client reaches a test's
 * server by a name that is not its own. Everything else is refused and noted: nothing goes further.
 */
final class ConnectProxy implements AutoCloseable {
    private static final int MAX_HEAD = 16 * 1024;

    private final String target;
    private final int port;
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Listener listener;

    private ConnectProxy(String host, int port) throws IOException {
        this.target = "CONNECT " + host + ":443 ";
        this.port = port;
        this.listener = Listener.start(this::serve);
    }

    static ConnectProxy start(String host, int port) throws IOException {
        return new ConnectProxy(host, port);
    }

    String url() {
        return "http://127.0.0.1:" + listener.port();
    }

    /** The first lines of the requests for other hosts. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    private void serve(Socket client) throws IOException {
        String request = head(client.getInputStream());
        if (!request.startsWith(target)) {
            refused.add(request.lines().findFirst().orElse(""));
            answer(client, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }
        Socket server = Listener.connect(port);
        answer(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        listener.join(client, client.getInputStream(), server);
    }

    private static void answer(Socket client, String head) throws IOException {
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads byte by byte, because what follows the head is of the tunnel. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < MAX_HEAD) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    @Override
    public void close() {
        listener.close();
    }
}
