package io.github.goproxy4j;

/**
 * What a host does with {@linkplain AccessEvent access events}: counts them, or writes a log of its own.
 *
 * @see GoModuleProxy#withAccessListener
 */
@FunctionalInterface
public interface AccessListener {
    /**
     * Takes one event, right after its response has been closed, on the thread that closed it. It is called from many
     * threads at once, and the server's thread waits for it: it should not block.
     *
     * <p>It should not throw. If it does, the response is not harmed, the other listeners are told, and the log has the
     * first exception of each class.
     *
     * @param event the event
     */
    void answered(AccessEvent event);
}
