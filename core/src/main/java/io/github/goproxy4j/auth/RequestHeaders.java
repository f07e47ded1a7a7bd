package io.github.goproxy4j.auth;

import java.util.List;

/**
 * The header fields of one HTTP request, whatever server it came through.
 *
 * <p>An implementation is asked on the thread that handles the request only.
 */
@FunctionalInterface
public interface RequestHeaders {
    /** A request without any header. */
    RequestHeaders NONE = name -> List.of();

    /**
     * Returns the values of a field.
     *
     * @param name the field's name, in any case
     * @return its values in the order received, empty if the request has none
     */
    List<String> values(String name);
}
