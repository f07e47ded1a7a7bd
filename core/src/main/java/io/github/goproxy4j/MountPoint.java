package io.github.goproxy4j;

import io.github.goproxy4j.repository.ModuleAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The place among a server's paths where the door is: a prefix of decoded path segments.
 *
 * <p>Servers route by a decoded and normalised path, so the raw path of a request that has been routed here need not begin
 * with the text that was configured. This class compares segment by segment and accepts the canonical spelling only.
 * Immutable.
 */
public final class MountPoint {
    /** The root: every path is below it. */
    public static final MountPoint ROOT = new MountPoint(List.of());

    private final List<String> prefix;

    private MountPoint(List<String> prefix) {
        this.prefix = prefix;
    }

    /**
     * Creates a mount point.
     *
     * @param path the decoded path, such as {@code /go}; empty or {@code /} for the root
     * @return the mount point
     */
    public static MountPoint of(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments.isEmpty() ? ROOT : new MountPoint(List.copyOf(segments));
    }

    /**
     * Returns what of a path lies below the mount point.
     *
     * @param rawPath the path of a request as it was sent, from the server's root, without the query
     * @return the rest as it was sent, from its slash on, for {@link ProxyRequest}; empty text for the mount point itself;
     *     or empty if the path does not lie below the mount point, or spells it in an uncommon way
     */
    public Optional<String> below(String rawPath) {
        int at = 0;
        for (String expected : prefix) {
            if (at >= rawPath.length() || rawPath.charAt(at) != '/') {
                return Optional.empty();
            }
            int end = rawPath.indexOf('/', at + 1);
            end = end < 0 ? rawPath.length() : end;
            if (!isSpelled(rawPath.substring(at + 1, end), expected)) {
                return Optional.empty();
            }
            at = end;
        }
        return Optional.of(rawPath.substring(at));
    }

    private static boolean isSpelled(String segment, String expected) {
        // No escape is longer than three characters for each byte, nor a character more than four bytes.
        if (segment.length() > expected.length() * 12) {
            return false;
        }
        try {
            return RawPath.decode(segment).equals(expected);
        } catch (ModuleAccessException e) {
            return false;
        }
    }
}
