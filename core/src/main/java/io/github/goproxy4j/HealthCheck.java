package io.github.goproxy4j;

/**
 * A host's own answer to whether it can serve modules now: that its disk is there, or its database.
 *
 * @see GoModuleProxy#withHealth
 */
@FunctionalInterface
public interface HealthCheck {
    /**
     * Returns if all is well. It is called on the server's threads, by whoever asks and as often, so it should be quick and
     * must be thread-safe.
     *
     * @throws Exception if modules cannot be served; the log has it, who has asked gets an id
     */
    void check() throws Exception;
}
