package io.github.goproxy4j.quickstart;

/**
 * Where the server accepts connections: {@code HOST:PORT}, an IPv6 address in brackets.
 *
 * @param host a name or address, not yet looked up, IPv6 without its brackets
 * @param port 0 to 65535, where 0 lets the system choose
 */
record ListenAddress(String host, int port) {
    static final String DEFAULT = "127.0.0.1:8080";

    /** Reads {@code HOST:PORT}; throws IllegalArgumentException with the reason. */
    static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
        }
        String host = unbracketed(text.substring(0, colon), text);
        String port = text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException("'" + port + "' is not a port from 0 to 65535");
        }
        return new ListenAddress(host, Integer.parseInt(port));
    }

    private static String unbracketed(String host, String text) {
        if (host.startsWith("[") && host.endsWith("]") && host.length() > 2) {
            return host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || !host.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
        }
        return host;
    }

    /** Returns the same host with the port that the system has chosen. */
    ListenAddress withPort(int chosen) {
        return new ListenAddress(host, chosen);
    }

    /** Returns {@code HOST:PORT}, as it stands in a URL. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
