package io.github.goproxy4j.source;

import java.util.Map;
import java.util.Optional;

/**
 * One look at the names of a repository: its tags, its branches and its default branch, all of one moment.
 *
 * <p>The values are the ids that the refs hold; a tag's is that of a tag object where the tag is annotated, or may be of
 * anything at all. {@link SourceRepository#commit} finds the commit behind one. Immutable.
 *
 * @param tags ids by tag name, without {@code refs/tags/}
 * @param branches ids by branch name, without {@code refs/heads/}
 * @param head the id of the tip of the default branch, or empty if that branch has no commit
 */
public record SourceRefs(Map<String, ObjectId> tags, Map<String, ObjectId> branches, Optional<ObjectId> head) {
    /**
     * Copies the maps, unless each is a {@link RefMap}.
     *
     * @param tags ids by tag name
     * @param branches ids by branch name
     * @param head the id of the tip of the default branch
     */
    public SourceRefs {
        tags = RefMap.copyOf(tags);
        branches = RefMap.copyOf(branches);
    }
}
