package io.github.goproxy4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The form in which a client wants to be told why it does not get something (RFC 9110 §12.5.1): plain text, which is what
 * {@code go} shows to its user, or GitLab's JSON.
 *
 * <p>JSON must be asked for by its name, and be wanted no less than plain text. A wildcard asks for nothing in particular,
 * and what is malformed for nothing at all.
 */
final class Accept {
    /** A longer value is not looked at: no client asks for so much. */
    private static final int MAX_LENGTH = 8192;

    private static final String JSON = "application/json";
    /** From the least specific to the most specific one. */
    private static final List<String> TEXT = List.of("*/*", "text/*", "text/plain");

    /** Weights in thousandths. */
    private int json;

    private final int[] text = {-1, -1, -1};

    private Accept() {}

    /** @param fields the values of {@code Accept}, in any number */
    static boolean asksForJson(List<String> fields) {
        Accept accept = new Accept();
        for (String field : fields) {
            if (field.length() > MAX_LENGTH) {
                continue;
            }
            for (String range : split(field, ',')) {
                accept.add(split(range, ';'));
            }
        }
        return accept.json > 0 && accept.json >= accept.weightOfText();
    }

    /** Takes a range with its parameters: those before {@code q} narrow it, which is of no interest for the types here. */
    private void add(List<String> parts) {
        String type = lowerCase(parts.get(0));
        int kind = TEXT.indexOf(type);
        if (kind < 0 && !type.equals(JSON)) {
            return;
        }
        int weight = weight(parts);
        if (kind >= 0) {
            text[kind] = Math.max(text[kind], weight);
        } else {
            json = Math.max(json, weight);
        }
    }

    /** That of the most specific range which has been sent (RFC 9110 §12.5.1). */
    private int weightOfText() {
        for (int kind = text.length - 1; kind >= 0; kind--) {
            if (text[kind] >= 0) {
                return text[kind];
            }
        }
        return 0;
    }

    /** The weight of a range; none, as if the range had not been sent, where it is malformed. */
    private static int weight(List<String> parts) {
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals < 0 && !part.isEmpty()) {
                return -1;
            }
            if (equals >= 0 && lowerCase(part.substring(0, equals)).equals("q")) {
                return thousandths(part.substring(equals + 1).strip());
            }
        }
        return 1000;
    }

    /** Reads a {@code qvalue} (RFC 9110 §12.4.2): 0 or 1 with up to three digits behind the point; -1 for anything else. */
    private static int thousandths(String text) {
        boolean shaped = !text.isEmpty() && text.length() <= 5 && (text.length() == 1 || text.charAt(1) == '.');
        if (!shaped) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < 5; i++) {
            char c = i < text.length() ? text.charAt(i) : '0';
            if (i != 1) {
                if (c < '0' || c > '9') {
                    return -1;
                }
                value = value * 10 + (c - '0');
            }
        }
        return value <= 1000 ? value : -1;
    }

    /** Cuts a text where a separator is outside quotes; the parts are stripped. A quote without an end leaves nothing. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return quoted ? List.of("") : parts;
    }

    private static String lowerCase(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
