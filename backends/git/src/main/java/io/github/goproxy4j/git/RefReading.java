package io.github.goproxy4j.git;

import io.github.goproxy4j.source.SourceRefs;
import java.io.IOException;

/** A way in which a repository keeps its refs. */
interface RefReading {
    /**
     * What was read, and what tells that it would be read again.
     *
     * @param refs the refs
     * @param stamp the stamp, taken before they were read
     * @param stamped whether any change of the refs by git or JGit changes the stamp
     * @param allStamped whether that holds for a change by anybody, also of a file that is written over in place
     */
    record Reading(SourceRefs refs, RefStamp stamp, boolean stamped, boolean allStamped) {}

    /**
     * Reads the refs.
     *
     * @param start a time before this, in nanoseconds of the clock
     */
    Reading read(long start) throws IOException;
}
