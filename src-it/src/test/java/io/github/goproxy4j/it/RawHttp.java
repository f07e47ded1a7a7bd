package io.github.goproxy4j.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sends bytes to a web server that no HTTP client would send. */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int MAX_ANSWER = 4 << 20;

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /** What a server has answered until it closed the connection. */
    record Answer(int status, List<String> head, String body) {
        /** Returns the first value of a header. */
        Optional<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .findFirst();
        }
    }

    /** Sends a request with a target as it stands, one character a byte. */
    Answer get(String target) throws IOException {
        return request("GET", target);
    }

    Answer request(String method, String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return send(request.append("Connection: close\r\n\r\n").toString());
    }

    /** Sends bytes, one a character, and reads until the server closes. */
    Answer send(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            } catch (SocketException e) {
                // It has answered and closed before it has read everything; the answer may still be there.
                return parse(read(socket.getInputStream()), bytes);
            }
            return parse(read(socket.getInputStream()), bytes);
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0 && answer.size() < MAX_ANSWER; n = in.read(buffer)) {
                answer.write(buffer, 0, n);
                if (isRefusedTunnel(answer.toString(StandardCharsets.ISO_8859_1))) {
                    break;
                }
            }
        } catch (SocketException e) {
            // A reset after the answer, because the server has not read all of the request.
            if (answer.size() == 0) {
                throw e;
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Jetty keeps the connection of a refused CONNECT, whatever the request says of it. */
    private static boolean isRefusedTunnel(String answer) {
        return answer.startsWith("HTTP/1.1 405") && !answer.contains("Connection: close") && answer.endsWith("\n");
    }

    private static Answer parse(String answer, String request) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0 || !answer.startsWith("HTTP/1.1 ")) {
            throw new AssertionError(
                    "no answer to " + request.substring(0, Math.min(200, request.length())) + ": " + answer);
        }
        List<String> head = answer.substring(0, end).lines().toList();
        return new Answer(Integer.parseInt(answer.substring(9, 12)), head, answer.substring(end + 4));
    }
}
