package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.util.List;

/** A kind of server that takes part; all of them serve the GOPROXY protocol at their root. */
interface Contestant {
    /** The name in the tables. */
    String name();

    /** Tells whether this is what the requirements are for. */
    default boolean isOurs() {
        return false;
    }

    /** Tells whether it makes its answers from repositories; if not, it has them all from the beginning. */
    default boolean fetches() {
        return true;
    }

    /** The Java version that it runs on; 0 if it is not ours. */
    default int jdk() {
        return 0;
    }

    /** Starts one that serves modules and has nothing kept of an earlier one. */
    ServerProcess start(List<SampleModule> modules, Workspace workspace) throws IOException;
}
