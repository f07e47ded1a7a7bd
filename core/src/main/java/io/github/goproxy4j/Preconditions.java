package io.github.goproxy4j;

import io.github.goproxy4j.auth.RequestHeaders;
import io.github.goproxy4j.repository.StrongTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The conditions of a request, checked against what would be sent, in the order of RFC 9110 §13.2.2.
 *
 * @param tag the tag of what would be sent, or empty
 * @param lastModified when it was last modified, or empty
 */
record Preconditions(Optional<StrongTag> tag, Optional<Instant> lastModified) {
    enum Outcome {
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    /** The fields whose meaning depends on what would be sent; {@code If-Range} is none without {@code Range}. */
    private static final List<String> FIELDS =
            List.of("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", ByteRange.FIELD);

    /** Whether a request has a field that depends on what would be sent. */
    static boolean areIn(RequestHeaders headers) {
        for (String field : FIELDS) {
            if (!headers.values(field).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    Outcome check(RequestHeaders headers) {
        List<String> ifMatch = headers.values("If-Match");
        if (!ifMatch.isEmpty()) {
            if (!matches(ifMatch, this::isStrongly)) {
                return Outcome.FAILED;
            }
        } else if (isAfter(headers.values("If-Unmodified-Since")).orElse(false)) {
            return Outcome.FAILED;
        }
        List<String> ifNoneMatch = headers.values("If-None-Match");
        boolean known = ifNoneMatch.isEmpty()
                ? !isAfter(headers.values("If-Modified-Since")).orElse(true)
                : matches(ifNoneMatch, this::isWeakly);
        return known ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
    }

    /** Whether a range may be cut out of what would be sent: there is no {@code If-Range}, or it names this very content. */
    boolean allowRange(RequestHeaders headers) {
        List<String> values = headers.values("If-Range");
        if (values.isEmpty()) {
            return true;
        }
        String value = values.get(0).strip();
        return values.size() == 1
                && (isStrongly(value)
                        || HttpDate.parse(value).equals(lastModified.map(HttpDate::toSeconds))
                                && lastModified.isPresent());
    }

    private boolean matches(List<String> fields, Predicate<String> isThis) {
        for (String field : fields) {
            if (field.strip().equals("*")) {
                return true;
            }
            // Tags of other servers may have commas in them; ours have none, so cutting there misses no match.
            for (String candidate : field.split(",", -1)) {
                if (isThis.test(candidate.strip())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isStrongly(String candidate) {
        return tag.isPresent() && candidate.equals(tag.get().quoted());
    }

    private boolean isWeakly(String candidate) {
        return isStrongly(candidate.startsWith("W/") ? candidate.substring(2) : candidate);
    }

    /** Whether the content is newer than the date of the field; empty if there is no such date. */
    private Optional<Boolean> isAfter(List<String> field) {
        if (field.size() != 1) {
            return Optional.empty();
        }
        return HttpDate.parse(field.get(0))
                .flatMap(date -> lastModified.map(HttpDate::toSeconds).map(modified -> modified.isAfter(date)));
    }
}
