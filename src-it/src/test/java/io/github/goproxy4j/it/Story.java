package io.github.goproxy4j.it;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A git repository and questions about it, as a value: what is generated, compared, made smaller and kept as a fixture.
 *
 * <p>Whatever has an id (a commit, a tag object) is named by its place, so that a story says the same after something has
 * been left out of it.
 *
 * @param roots the module paths that the root of the repository stands for
 * @param commits the commits; the parents of each come before it
 * @param refs the refs, at most one of each name
 * @param head what the file {@code HEAD} says, with {@code {0}} for the id of commit 0
 * @param storage how the repository is kept on disk
 * @param queries the questions
 * @param later what becomes of the refs after all questions have been asked once
 */
record Story(
        List<String> roots,
        List<Commit> commits,
        List<Ref> refs,
        String head,
        Storage storage,
        List<Query> queries,
        Optional<Later> later) {
    /** How the objects and the refs are kept. */
    enum Storage {
        /** Each object and each ref is a file. */
        LOOSE,
        /** The refs are in one file. */
        PACKED_REFS,
        /** All that refs lead to is in one file, with its index; the rest is loose. */
        PACKED,
        /** As packed, and with settings and attributes of the repository itself, which are nobody's business. */
        WITH_SETTINGS
    }

    /**
     * A commit with all of its tree.
     *
     * @param parents the places of its parents
     * @param time the committer's time in seconds since 1970
     * @param zone the committer's offset, such as {@code +0545}
     * @param tree the entries by path; characters from U+DC80 to U+DCFF stand for single bytes
     */
    record Commit(List<Integer> parents, long time, String zone, SortedMap<String, Entry> tree) {}

    /**
     * An entry of a tree.
     *
     * @param mode git's mode, in octal digits
     * @param content the file, or the target of a link; each character stands for the byte of its number
     */
    record Entry(String mode, String content) {
        static final String FILE = "100644";
        static final String LINK = "120000";
        static final String SUBMODULE = "160000";

        static Entry file(String content) {
            return new Entry(FILE, content);
        }
    }

    /**
     * A ref.
     *
     * @param name the full name
     * @param target the place of a commit; {@code tree:} or {@code blob:} and the place of a commit, for its tree or a blob;
     *     or {@code ref:} and the name of another ref
     * @param tags how many tag objects are in a row between the ref and its target
     */
    record Ref(String name, String target, int tags) {}

    /**
     * A question.
     *
     * @param module the module path
     * @param text the query; {@code {3:12}} stands for the first 12 digits of the id of commit 3, {@code {time:3}} for its
     *     time as in a pseudo-version, {@code {ref:NAME:40}} for the id that a ref holds, {@code {tree:3:40}} for the id of a
     *     commit's tree
     */
    record Query(String module, String text) {}

    /**
     * The refs after they have been moved.
     *
     * @param refs all of them
     * @param prune whether everything is deleted that no ref leads to any more
     */
    record Later(List<Ref> refs, boolean prune) {}
}
