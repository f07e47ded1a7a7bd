package io.github.goproxy4j.source;

import io.github.goproxy4j.zip.ModuleHash;
import java.time.Instant;
import java.util.Optional;

/**
 * What a version was when it was published: the commit its content is in, and the hashes of that content.
 *
 * @param commit the commit's id
 * @param time the commit's time
 * @param mod the hash of the version's {@code .mod}
 * @param zip the hash of its {@code .zip}, or empty while no zip of it has been made
 */
public record PublishedVersion(ObjectId commit, Instant time, ModuleHash mod, Optional<ModuleHash> zip) {
    /**
     * Returns what holds if this was published first and another one is published now: this, with the hash of the other
     * one's zip if this has none and the two are the same in everything else.
     *
     * @param later what is published now
     * @return what holds
     */
    public PublishedVersion completedBy(PublishedVersion later) {
        return zip.isEmpty() && equals(new PublishedVersion(later.commit, later.time, later.mod, Optional.empty()))
                ? later
                : this;
    }
}
