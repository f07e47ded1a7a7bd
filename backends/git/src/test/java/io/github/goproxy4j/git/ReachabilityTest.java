package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;

/** Which objects refs reach. */
class ReachabilityTest {
    private static final int TAG_DEPTH = 4;
    private static final PersonIdent SOMEBODY = new PersonIdent("a", "a", Instant.EPOCH, ZoneOffset.UTC);

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("test"));

    private ObjectId tree() throws Exception {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId tree = inserter.insert(new TreeFormatter());
            inserter.flush();
            return tree;
        }
    }

    private ObjectId commit(String message, ObjectId... parents) throws Exception {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree());
        commit.setParentIds(parents);
        commit.setAuthor(SOMEBODY);
        commit.setCommitter(SOMEBODY);
        commit.setMessage(message);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private ObjectId tag(String name, ObjectId object, int type) throws Exception {
        TagBuilder tag = new TagBuilder();
        tag.setTag(name);
        tag.setTagger(SOMEBODY);
        tag.setObjectId(object, type);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            return id;
        }
    }

    private boolean isReached(ObjectId wanted, ObjectId... tips) throws Exception {
        try (Reachability reachability = new Reachability(repository, TAG_DEPTH, wanted)) {
            return reachability.isReachedFrom(List.of(tips));
        }
    }

    @Test
    void isReachedFrom_commitOfAHistory_isReached() throws Exception {
        ObjectId one = commit("one");
        ObjectId two = commit("two", one);
        ObjectId side = commit("side", one);
        assertThat(isReached(one, two)).isTrue();
        assertThat(isReached(two, two)).isTrue();
        assertThat(isReached(side, two)).isFalse();
        assertThat(isReached(side, two, side)).isTrue();
        assertThat(isReached(one)).isFalse();
    }

    @Test
    void isReachedFrom_tagObjectsOfAChain_areReachedAndSoIsTheirCommit() throws Exception {
        ObjectId one = commit("one");
        ObjectId inner = tag("inner", one, Constants.OBJ_COMMIT);
        ObjectId outer = tag("outer", inner, Constants.OBJ_TAG);
        ObjectId deleted = tag("deleted", one, Constants.OBJ_COMMIT);
        for (ObjectId wanted : new ObjectId[] {one, inner, outer}) {
            assertThat(isReached(wanted, outer)).isTrue();
        }
        assertThat(isReached(deleted, outer, one)).isFalse();
    }

    @Test
    void isReachedFrom_tipsThatAreNoCommits_reachNothing() throws Exception {
        ObjectId one = commit("one");
        assertThat(isReached(one, tree(), tag("tree", tree(), Constants.OBJ_TREE)))
                .isFalse();
    }

    @Test
    void isReachedFrom_chainOfTooManyTagObjects_isNoAnswer() throws Exception {
        ObjectId end = tag("0", commit("one"), Constants.OBJ_COMMIT);
        for (int i = 1; i <= TAG_DEPTH; i++) {
            end = tag(Integer.toString(i), end, Constants.OBJ_TAG);
        }
        ObjectId tip = end;
        ObjectId other = commit("other");
        assertThatIOException().isThrownBy(() -> isReached(other, tip));
    }
}
