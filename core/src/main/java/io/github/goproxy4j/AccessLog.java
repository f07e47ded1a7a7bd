package io.github.goproxy4j;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of all requests, one line for each. It is silent unless the host sets the level of its logger to {@code DEBUG}: a
 * library does not write a line for each request into a log that nobody has asked it for.
 */
final class AccessLog implements AccessListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.goproxy4j.access");

    @Override
    public void answered(AccessEvent event) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}", event);
        }
    }
}
