package io.github.goproxy4j.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection to a web server that stays open over several requests, each byte of which is given. */
final class RawConnection implements Closeable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    RawConnection(int port) throws IOException {
        this(port, 0);
    }

    /** Opens a connection that takes no more than some bytes before they are read; 0 leaves that to the system. */
    RawConnection(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The text of a request that leaves the connection open. */
    static String request(String method, String target, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** Sends bytes, one a character. */
    RawConnection send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends a request and reads its answer. */
    RawHttp.Answer get(String target, String... headers) throws IOException {
        return send(request("GET", target, headers)).answer("GET");
    }

    /** Reads the next answer, to a request of some method; the characters of its body are bytes. */
    RawHttp.Answer answer(String method) throws IOException {
        List<String> head = head();
        int status =
                Integer.parseInt(head.get(0).substring("HTTP/1.1 ".length()).substring(0, 3));
        RawHttp.Answer bare = new RawHttp.Answer(status, head, "");
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return bare;
        }
        return new RawHttp.Answer(status, head, body(bare));
    }

    private List<String> head() throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.add(line);
        }
        return head;
    }

    private String body(RawHttp.Answer bare) throws IOException {
        if (bare.header("Transfer-Encoding").isPresent()) {
            StringBuilder body = new StringBuilder();
            for (int size = chunk(); size > 0; size = chunk()) {
                body.append(bytes(size));
                line();
            }
            line();
            return body.toString();
        }
        if (bare.header("Content-Length").isPresent()) {
            return bytes(Integer.parseInt(bare.header("Content-Length").get()));
        }
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the answer ends after " + bytes.length + " of " + count + " bytes");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ends in a line: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Waits until there is the head of an answer, whose body is left where it is. */
    void awaitAnswer() throws IOException {
        head();
    }

    /** Breaks the connection off, which the server sees as a failure and not as its end. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
