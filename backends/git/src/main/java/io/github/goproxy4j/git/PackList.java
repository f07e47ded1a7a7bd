package io.github.goproxy4j.git;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The list of packs that JGit keeps of a repository. Where one object of a pack is damaged, JGit strikes the whole pack out
 * and calls everything in it missing, until the directory changes. To git only that object cannot be read, and so it is
 * here: the list is made anew, and what was hidden is read again. Thread-safe.
 *
 * @param database the repository's objects as JGit has them
 * @param objects its own directory of objects
 */
record PackList(ObjectDatabase database, Path objects) {
    /** More than two, since somebody else may meet the damage in between. */
    private static final int TRIES = 4;

    /** Reads, from the start again where an object is said to be missing that is there. */
    <T> T read(Guarded.Read<T> read) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return Guarded.read(read);
            } catch (MissingObjectException e) {
                if (!hides(e.getObjectId())) {
                    throw e;
                }
                // Also after the last try, so that others find the pack. JGit opens again what is closed here.
                database.close();
                if (tries == TRIES) {
                    throw new IOException("a git object that ought to be there cannot be read", e);
                }
            }
        }
    }

    /** Whether an object is there that JGit calls missing. */
    boolean hides(ObjectId object) throws IOException {
        return ObjectDirectories.find(objects).have(object);
    }
}
