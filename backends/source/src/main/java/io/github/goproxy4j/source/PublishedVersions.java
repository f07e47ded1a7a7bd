package io.github.goproxy4j.source;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The versions of one repository that somebody has been shown, and what each of them was: the memory by which a version
 * stays what it is when its tag moves.
 *
 * <p>A {@link SourceModuleRepository} publishes a version before it first answers with it, and starts every later answer
 * from what was published. {@link #inMemory()} remembers for as long as the process lives, {@link PinFile} in a file; a host
 * with a database implements this interface there. Two repositories never share one: both may have the same module.
 *
 * <h2>Threads</h2>
 *
 * All methods are called from many threads at once, and may block.
 *
 * <h2>Durability</h2>
 *
 * Once {@link #publish} has returned, {@link #find} returns the same version for ever, also after whatever restart the
 * implementation is made to survive: the answer is on its way to a client. An implementation that cannot record, or cannot
 * look up, throws an {@code IOException}, and the client gets no answer. It never guesses.
 */
public interface PublishedVersions {
    /** How many pseudo-versions are recorded where nothing else is said: 100,000. */
    int DEFAULT_MAX_PSEUDO_VERSIONS = 100_000;

    /**
     * Finds what a version was when it was published.
     *
     * @param id the version
     * @return what it was, or empty if it has not been published
     * @throws IOException if that cannot be told
     */
    Optional<PublishedVersion> find(ModuleId id) throws IOException;

    /**
     * Returns all published versions of a module that are no pseudo-versions; they are no more than the module ever had
     * tags.
     *
     * @param module the module
     * @return what each of them was; the caller does not change the map, which may follow later publications
     * @throws IOException if that cannot be told
     */
    Map<ModuleVersion, PublishedVersion> tagged(ModulePath module) throws IOException;

    /**
     * Publishes a version, unless it is published: then it stays what it is, {@linkplain PublishedVersion#completedBy but
     * for the hash of its zip}, which a later publication may add. Of several threads, or processes, that publish one
     * version at once, one is the first and all get what that one has published.
     *
     * <p>What is published already costs no more than to find it. Of pseudo-versions, whose number has no bound, an
     * implementation need not record more than it wants to keep: their names carry the id of the commit.
     *
     * @param id the version
     * @param version what it is now
     * @return what holds, recorded
     * @throws IOException if it cannot be recorded; the version may then be published or not
     */
    PublishedVersion publish(ModuleId id, PublishedVersion version) throws IOException;

    /**
     * Remembers as long as the process lives, and at most {@link #DEFAULT_MAX_PSEUDO_VERSIONS} pseudo-versions.
     *
     * @return a new, empty memory
     */
    static PublishedVersions inMemory() {
        return inMemory(DEFAULT_MAX_PSEUDO_VERSIONS);
    }

    /**
     * Remembers as long as the process lives.
     *
     * @param maxPseudoVersions how many pseudo-versions are recorded, at about 800 bytes each; 0 for none
     * @return a new, empty memory
     * @throws IllegalArgumentException if the number is negative
     */
    static PublishedVersions inMemory(int maxPseudoVersions) {
        return new PublishedTable(new PseudoVersionRoom(maxPseudoVersions), PublishedTable.Journal.NONE);
    }
}
