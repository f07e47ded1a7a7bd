package io.github.goproxy4j;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A host's listener, whose exceptions end here: one of each class is logged, not one for each request. */
final class GuardedListener implements AccessListener {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    private final AccessListener listener;
    private final Set<Class<?>> logged = ConcurrentHashMap.newKeySet();

    GuardedListener(AccessListener listener) {
        this.listener = listener;
    }

    @Override
    public void answered(AccessEvent event) {
        try {
            listener.answered(event);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            if (logged.add(e.getClass())) {
                LOG.error("an access listener failed; further exceptions of this class are not logged", e);
            }
        }
    }
}
