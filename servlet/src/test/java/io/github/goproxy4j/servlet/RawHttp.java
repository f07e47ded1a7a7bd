package io.github.goproxy4j.servlet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends a request as it stands and reads until the server closes the connection. */
record RawHttp(String head, String body) {
    /** A field for requests whose connection the server is going to break off without being asked to close it. */
    static final String KEEP_ALIVE = "Connection: keep-alive";

    static RawHttp send(int port, String method, String target, String... fields) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
            for (String field : fields) {
                request.append(field).append("\r\n");
            }
            if (!List.of(fields).contains(KEEP_ALIVE)) {
                request.append("Connection: close\r\n");
            }
            request.append("\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[65_536];
            try {
                for (int count; (count = socket.getInputStream().read(buffer)) >= 0; ) {
                    answer.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                }
            } catch (SocketException e) {
                // The server may reset a connection that it breaks off.
                return of(answer);
            }
            return of(answer);
        }
    }

    private static RawHttp of(StringBuilder answer) {
        int end = answer.indexOf("\r\n\r\n");
        return end < 0
                ? new RawHttp(answer.toString(), "")
                : new RawHttp(answer.substring(0, end), answer.substring(end + 4));
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    /** The value of a field, or null. */
    String field(String name) {
        for (String line : head.lines().toList()) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return null;
    }
}
