package io.github.goproxy4j.git;

/**
 * How much of a repository is read for one answer before it is refused with an {@code IOException}.
 *
 * <p>They bound the time and the memory that a hostile repository can cost; an honest one does not come near them.
 *
 * @param entries the most files below one directory of a commit
 * @param depth the most directories within one another
 * @param pathBytes the most bytes of one path; Linux opens no longer ones than 4,096 bytes, so the {@code go} command
 *     could not unpack them
 * @param treeBytes the most bytes of one directory's own tree object
 * @param attributesBytes the most bytes of one {@code .gitattributes} file
 * @param tagDepth the most tag objects that lead from one to the next
 */
public record GitLimits(int entries, int depth, int pathBytes, int treeBytes, int attributesBytes, int tagDepth) {
    /** 250,000 entries, 2,048 directories deep, 4,096 path bytes, 32 MiB trees, 1 MiB of attributes, 20,000 tags. */
    public static final GitLimits DEFAULT = new GitLimits(250_000, 2_048, 4_096, 32 << 20, 1 << 20, 20_000);

    /**
     * Checks the limits.
     *
     * @param entries the most files below one directory of a commit
     * @param depth the most directories within one another
     * @param pathBytes the most bytes of one path
     * @param treeBytes the most bytes of one directory's own tree object
     * @param attributesBytes the most bytes of one {@code .gitattributes} file
     * @param tagDepth the most tag objects that lead from one to the next
     * @throws IllegalArgumentException if one is not positive
     */
    public GitLimits {
        if (Math.min(
                        Math.min(Math.min(entries, depth), Math.min(pathBytes, treeBytes)),
                        Math.min(attributesBytes, tagDepth))
                < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
