package com.example.containers;

import io.github.goproxy4j.GoModuleProxy;
import java.nio.file.Path;

/** Starts servers of one kind. */
@FunctionalInterface
public interface Container {
    /**
     * Starts a server on a free port of the loopback interface.
     *
     * @param setup how it is set up
     * @param proxy what it serves
     * @param directory an empty directory for the server's own files
     * @return the port
     * @throws Exception if it does not start
     */
    int start(Setup setup, GoModuleProxy proxy, Path directory) throws Exception;
}
