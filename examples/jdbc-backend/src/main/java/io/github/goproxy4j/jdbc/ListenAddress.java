package io.github.goproxy4j.jdbc;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where the server accepts connections.
 *
 * @param host a name or address, IPv6 in brackets
 * @param port 0 to 65535, where 0 lets the system choose
 */
record ListenAddress(String host, int port) {
    static final String DEFAULT = "127.0.0.1:8080";

    static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(0, colon));
        String port = text.substring(colon + 1);
        if (!host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]")) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
        }
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException("'" + port + "' is not a port from 0 to 65535");
        }
        return new ListenAddress(host, Integer.parseInt(port));
    }

    /** Returns {@code HOST:PORT}, as it stands in a URL. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    /** Reads the option. */
    static final class Converter implements ITypeConverter<ListenAddress> {
        @Override
        public ListenAddress convert(String value) {
            try {
                return parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
