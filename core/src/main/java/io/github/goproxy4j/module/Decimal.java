package io.github.goproxy4j.module;

import java.util.Optional;

/** Arithmetic on decimal numbers of any length, as text, in time that grows only with their length. */
final class Decimal {
    private Decimal() {}

    static String increment(String number) {
        StringBuilder out = new StringBuilder(number);
        int i = out.length() - 1;
        while (i >= 0 && out.charAt(i) == '9') {
            out.setCharAt(i--, '0');
        }
        if (i < 0) {
            return out.insert(0, '1').toString();
        }
        out.setCharAt(i, (char) (out.charAt(i) + 1));
        return out.toString();
    }

    /** The number before, or empty for 0. */
    static Optional<String> decrement(String number) {
        StringBuilder out = new StringBuilder(number);
        int i = out.length() - 1;
        while (i >= 0 && out.charAt(i) == '0') {
            out.setCharAt(i--, '9');
        }
        if (i < 0) {
            return Optional.empty();
        }
        out.setCharAt(i, (char) (out.charAt(i) - 1));
        return Optional.of(out.charAt(0) == '0' && out.length() > 1 ? out.substring(1) : out.toString());
    }
}
