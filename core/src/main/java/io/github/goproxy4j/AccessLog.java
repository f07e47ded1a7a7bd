package io.github.goproxy4j;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of all requests, one line for each. It is silent unless the host sets the level of its logger to {@code DEBUG}: a
 * library does not write a line for each request into a log that nobody has asked it for.
 */
final class AccessLog implements AccessListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.goproxy4j.access");

    private final AccessListener line = new GuardedListener(event -> LOG.debug("{}", event));

    boolean isOn() {
        return LOG.isDebugEnabled();
    }

    @Override
    public void answered(AccessEvent event) {
        if (isOn()) {
            line.answered(event);
        }
    }
}
