package io.github.goproxy4j.git;

import io.github.goproxy4j.source.SourceLimitException;
import java.util.stream.LongStream;

/**
 * How much of a repository is read for one answer. A version that needs more is refused with the limit as the reason
 * ({@link SourceLimitException}); the repository's other versions and modules go on.
 *
 * <p>They bound the time and the memory that a hostile repository can cost; an honest one does not come near them. The
 * defaults keep one answer below 128 MiB of heap.
 *
 * @param entries the most files and directories below the directory of a module; each costs some 300 bytes of heap
 * @param depth the most directories within one another
 * @param pathBytes the most bytes of one path; Linux opens no longer ones than 4,096 bytes, so the {@code go} command
 *     could not unpack them
 * @param treeBytes the most bytes of one directory's own tree object, which is held in the heap; an entry has 27 bytes and
 *     its name
 * @param attributesBytes the most bytes of one {@code .gitattributes} file, which is held in the heap
 * @param tagDepth the most tag objects that lead from one to the next
 * @param heapDeltaBytes the most bytes of a file that git stores as a delta and that is put together in the heap, where it
 *     takes twice its size; a larger one is put together in temporary files, which takes longer and no heap
 * @param deltaBytes the most bytes of a file that is put together in temporary files, at most 2,147,483,647; two of them
 *     are on the disk at a time
 */
public record GitLimits(
        int entries,
        int depth,
        int pathBytes,
        int treeBytes,
        int attributesBytes,
        int tagDepth,
        int heapDeltaBytes,
        int deltaBytes) {
    private static final int MIB = 1 << 20;

    /**
     * 250,000 entries, 2,048 directories deep, 4,096 path bytes, 32 MiB trees, 1 MiB of attributes, 20,000 tags, 4 MiB of
     * deltas in the heap and 1 GiB on the disk.
     */
    public static final GitLimits DEFAULT =
            new GitLimits(250_000, 2_048, 4_096, 32 * MIB, MIB, 20_000, 4 * MIB, 1024 * MIB);

    /**
     * Checks the limits.
     *
     * @param entries the most files and directories below the directory of a module
     * @param depth the most directories within one another
     * @param pathBytes the most bytes of one path
     * @param treeBytes the most bytes of one directory's own tree object
     * @param attributesBytes the most bytes of one {@code .gitattributes} file
     * @param tagDepth the most tag objects that lead from one to the next
     * @param heapDeltaBytes the most bytes of a delta that is put together in the heap
     * @param deltaBytes the most bytes of a delta that is put together in temporary files
     * @throws IllegalArgumentException if one is not positive
     */
    public GitLimits {
        boolean positive = LongStream.of(
                        entries, depth, pathBytes, treeBytes, attributesBytes, tagDepth, heapDeltaBytes, deltaBytes)
                .allMatch(limit -> limit > 0);
        if (!positive) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /**
     * Returns these limits with another number of entries.
     *
     * @param limit the most files and directories below the directory of a module
     * @return the new limits
     */
    public GitLimits withEntries(int limit) {
        return new GitLimits(limit, depth, pathBytes, treeBytes, attributesBytes, tagDepth, heapDeltaBytes, deltaBytes);
    }

    /**
     * Returns these limits with another depth.
     *
     * @param limit the most directories within one another
     * @return the new limits
     */
    public GitLimits withDepth(int limit) {
        return new GitLimits(
                entries, limit, pathBytes, treeBytes, attributesBytes, tagDepth, heapDeltaBytes, deltaBytes);
    }

    /**
     * Returns these limits with another length of paths.
     *
     * @param limit the most bytes of one path
     * @return the new limits
     */
    public GitLimits withPathBytes(int limit) {
        return new GitLimits(entries, depth, limit, treeBytes, attributesBytes, tagDepth, heapDeltaBytes, deltaBytes);
    }

    /**
     * Returns these limits with another size of tree objects.
     *
     * @param limit the most bytes of one directory's own tree object
     * @return the new limits
     */
    public GitLimits withTreeBytes(int limit) {
        return new GitLimits(entries, depth, pathBytes, limit, attributesBytes, tagDepth, heapDeltaBytes, deltaBytes);
    }

    /**
     * Returns these limits with another size of attribute files.
     *
     * @param limit the most bytes of one {@code .gitattributes} file
     * @return the new limits
     */
    public GitLimits withAttributesBytes(int limit) {
        return new GitLimits(entries, depth, pathBytes, treeBytes, limit, tagDepth, heapDeltaBytes, deltaBytes);
    }

    /**
     * Returns these limits with another number of tag objects.
     *
     * @param limit the most tag objects that lead from one to the next
     * @return the new limits
     */
    public GitLimits withTagDepth(int limit) {
        return new GitLimits(entries, depth, pathBytes, treeBytes, attributesBytes, limit, heapDeltaBytes, deltaBytes);
    }

    /**
     * Returns these limits with another size of deltas in the heap.
     *
     * @param limit the most bytes of a delta that is put together in the heap
     * @return the new limits
     */
    public GitLimits withHeapDeltaBytes(int limit) {
        return new GitLimits(entries, depth, pathBytes, treeBytes, attributesBytes, tagDepth, limit, deltaBytes);
    }

    /**
     * Returns these limits with another size of deltas on the disk.
     *
     * @param limit the most bytes of a delta that is put together in temporary files
     * @return the new limits
     */
    public GitLimits withDeltaBytes(int limit) {
        return new GitLimits(entries, depth, pathBytes, treeBytes, attributesBytes, tagDepth, heapDeltaBytes, limit);
    }
}
