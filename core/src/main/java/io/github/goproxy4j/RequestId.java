package io.github.goproxy4j;

import io.github.goproxy4j.auth.RequestHeaders;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Texts that lead from what a user was shown to the log. */
final class RequestId {
    /** The field that has it, in requests from a reverse proxy and in answers; GitLab's answers have it, too. */
    static final String FIELD = "X-Request-Id";

    /** UUIDs, nginx's {@code $request_id}, trace ids. Nothing that means anything to a log, a shell or a page. */
    private static final Pattern FORWARDED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** A random one. */
    static String next() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** The one that came with a request; empty if it is no harmless text, or there are several. */
    static Optional<String> forwarded(RequestHeaders headers) {
        List<String> values = headers.values(FIELD);
        return values.size() == 1 && FORWARDED.matcher(values.get(0)).matches()
                ? Optional.of(values.get(0))
                : Optional.empty();
    }
}
