package io.github.goproxy4j.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A repository of versioned trees: the interface through which Go's rules for version control see one.
 *
 * <p>A host whose trees live elsewhere than in git (a database, a remote service) implements it and gets all of Go's rules
 * for tags, pseudo-versions, directories and zips. Implementations are thread-safe and may block. Every method throws an
 * {@code IOException} where the repository cannot be read, or an object that must be there is missing; that is never the
 * same as an empty answer. One that bounds what it reads throws a {@link SourceLimitException} where a repository has more.
 */
public interface SourceRepository {
    /**
     * Looks at the refs, all at one moment. Cheap: no object is read.
     *
     * <p>It is asked for each answer, also for those that a cache has. An implementation that can tell without reading them
     * that no ref has changed returns the same object again: then nothing that was worked out of them is worked out anew.
     *
     * @return the refs
     * @throws IOException if they cannot be read
     */
    SourceRefs refs() throws IOException;

    /**
     * Returns the commit that an object is, or that a tag object leads to through any number of further tag objects.
     *
     * @param object an id that a ref holds, or that {@link #candidates} has returned
     * @return the commit, or empty if the object is or leads to a tree or a blob
     * @throws IOException if an object is missing or cannot be read
     */
    Optional<Commit> commit(ObjectId object) throws IOException;

    /**
     * Returns the commits and tag objects whose ids start with some digits.
     *
     * @param hexPrefix 7 to 64 lower-case hexadecimal digits
     * @return their ids, none if there is no such object; whether a ref reaches them does not matter here
     * @throws IOException if the objects cannot be searched
     */
    List<ObjectId> candidates(String hexPrefix) throws IOException;

    /**
     * Tells whether a commit that the repository once had is certainly there no more: its tag has moved, no other ref led
     * to it, and the repository has been cleaned up since.
     *
     * <p>The default looks among the {@link #candidates}. An implementation whose search also comes to nothing where
     * something is damaged or out of reach replaces it.
     *
     * @param commit the commit's id
     * @return whether it is gone
     * @throws IOException if it is not there and may yet come back
     */
    default boolean isGone(ObjectId commit) throws IOException {
        return !candidates(commit.hex()).contains(commit);
    }

    /**
     * Tells whether a commit is an ancestor of another one, or the same.
     *
     * @param ancestor the possible ancestor
     * @param descendant the possible descendant
     * @return whether it is
     * @throws IOException if the history cannot be read
     */
    boolean isAncestor(ObjectId ancestor, ObjectId descendant) throws IOException;

    /**
     * Tells whether refs reach an object: whether it is one of the tips, a tag object on the way from a tip to its commit,
     * or a commit in the history of one of them.
     *
     * <p>The default asks {@link #isAncestor} for one tip after the other, and does not see a tag object that only another
     * tag object leads to; an implementation that can answer by one walk replaces it.
     *
     * @param object the id of a commit or a tag object
     * @param tips ids that refs hold, of any kind of object
     * @return whether a tip reaches the object
     * @throws IOException if the history cannot be read
     */
    default boolean isReachable(ObjectId object, Collection<ObjectId> tips) throws IOException {
        if (tips.contains(object)) {
            return true;
        }
        Optional<Commit> commit = commit(object);
        if (commit.isEmpty() || !commit.get().id().equals(object)) {
            return false;
        }
        for (ObjectId tip : tips) {
            Optional<Commit> end = commit(tip);
            if (end.isPresent() && isAncestor(object, end.get().id())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the first of several commits that is an ancestor of another one, or the same.
     *
     * <p>The default asks {@link #isAncestor} for one after the other; an implementation that can answer by one walk
     * replaces it.
     *
     * @param commits the ids of the possible ancestors, the most wanted first
     * @param descendant the possible descendant
     * @return the first that is an ancestor, or empty
     * @throws IOException if the history cannot be read
     */
    default Optional<ObjectId> firstAncestor(List<ObjectId> commits, ObjectId descendant) throws IOException {
        for (ObjectId commit : commits) {
            if (isAncestor(commit, descendant)) {
                return Optional.of(commit);
            }
        }
        return Optional.empty();
    }

    /**
     * Finds one entry in a commit's tree.
     *
     * @param commit the commit's id
     * @param path its path from the root of the repository
     * @return the entry, or empty if there is none, or a directory
     * @throws IOException if the tree cannot be read
     */
    Optional<SourceEntry> find(ObjectId commit, String path) throws IOException;

    /**
     * Opens the content of a file as it was committed, without conversion. The caller closes it.
     *
     * @param entry an entry that is a file or a symbolic link
     * @return the bytes
     * @throws IOException if the content cannot be read
     */
    InputStream open(SourceEntry entry) throws IOException;

    /**
     * Opens a directory of a commit's tree, to read many files of it. The caller closes it, and uses it from one thread.
     *
     * @param commit the commit's id
     * @param directory the directory from the root of the repository, the empty string for the root
     * @return the tree below the directory; empty if there is no such directory
     * @throws IOException if the tree cannot be read
     */
    SourceTree openTree(ObjectId commit, String directory) throws IOException;
}
