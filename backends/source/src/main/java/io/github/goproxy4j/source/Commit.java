package io.github.goproxy4j.source;

import java.time.Instant;

/**
 * A commit, as far as Go's rules look at one.
 *
 * @param id the commit's id
 * @param time the committer's time, to the second
 */
public record Commit(ObjectId id, Instant time) {}
