package io.github.goproxy4j.it;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/**
 * A host with a name and a certificate in front of a server of plain HTTP on loopback: {@code https://HOST} for the {@code go}
 * commands that are told of it. It notes what they ask for.
 */
final class TlsFront implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("([A-Z]+ /\\S*) HTTP/1\\.1");

    private final TestCertificate certificate;
    private final int port;
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Listener listener;
    private final ConnectProxy proxy;

    private TlsFront(TestCertificate certificate, String host, int port) throws IOException {
        this.certificate = certificate;
        this.port = port;
        this.listener = Listener.start(this::serve);
        this.proxy = ConnectProxy.start(host, listener.port());
    }

    /** Starts a host whose requests go to a port on loopback; the directory is for its certificate. */
    static TlsFront start(Path directory, String host, int port)
            throws IOException, InterruptedException, GeneralSecurityException {
        return new TlsFront(TestCertificate.create(directory, host), host, port);
    }

    /** Lets a command reach the host, and nothing else, by the settings that are not Go's own. */
    GoSandbox reachedBy(GoSandbox go) {
        return go.with("SSL_CERT_FILE", certificate.pem().toString()).with("HTTPS_PROXY", proxy.url());
    }

    /** Methods and targets of the requests so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** What clients wanted from other hosts. */
    List<String> refused() {
        return proxy.refused();
    }

    void forget() {
        requests.clear();
    }

    private void serve(Socket client) throws IOException {
        try (SSLSocket tls =
                (SSLSocket) certificate.context().getSocketFactory().createSocket(client, null, false)) {
            listener.join(tls, new Noting(tls.getInputStream()), Listener.connect(port));
        }
    }

    @Override
    public void close() {
        proxy.close();
        listener.close();
    }

    /** Looks for the first lines of requests in what passes; the requests of {@code go} have no bodies. */
    private final class Noting extends FilterInputStream {
        private final StringBuilder line = new StringBuilder();

        Noting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count > 0) {
                new String(target, offset, count, StandardCharsets.ISO_8859_1)
                        .chars()
                        .forEach(this::note);
            }
            return count;
        }

        private void note(int c) {
            if (c != '\n') {
                line.append((char) c);
                return;
            }
            Matcher request = REQUEST.matcher(line.toString().strip());
            if (request.matches()) {
                requests.add(request.group(1));
            }
            line.setLength(0);
        }
    }
}
