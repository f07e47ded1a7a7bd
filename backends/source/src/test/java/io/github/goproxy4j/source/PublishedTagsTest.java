package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whatever is derived from tags takes those of published versions to stand where they were published. */
class PublishedTagsTest {
    private static final String M = "example.com/m";

    private static final String STORY = """
            == commit zero
            -- go.mod --
            module example.com/m
            == commit old
            == branch release
            == tag v1.0.0
            == commit new
            == branch main
            == commit later
            == branch later
            """;

    private static Modules moved() throws Exception {
        Modules modules = Modules.of(STORY);
        modules.info(M, "v1.0.0");
        modules.move("v1.0.0", "new");
        return modules;
    }

    @Test
    void branchThatATagHasMovedTo_isAPseudoVersionAfterIt() throws Exception {
        Modules modules = moved();
        assertThat(modules.version(M, "main")).isEqualTo("v1.0.1-0.20200101000002-" + Modules.shortId("new"));
        assertThat(modules.version(M, "HEAD")).startsWith("v1.0.1-0.").endsWith(Modules.shortId("later"));
        assertThat(modules.version(M, Modules.shortId("new"))).startsWith("v1.0.1-0.");
    }

    @Test
    void pseudoVersionOfTheCommitThatATagHasMovedTo_isValid() throws Exception {
        Modules modules = moved();
        String pseudo = "v1.0.1-0.20200101000002-" + Modules.shortId("new");
        assertThat(modules.version(M, pseudo)).isEqualTo(pseudo);
    }

    @Test
    void branchThatATagHasMovedFrom_keepsItsVersion() throws Exception {
        Modules modules = moved();
        assertThat(modules.version(M, "release")).isEqualTo("v1.0.0");
        assertThat(modules.version(M, Modules.shortId("old"))).isEqualTo("v1.0.0");
    }

    @Test
    void commitThatOnlyTheMovedTagReached_isStillFoundByItsId() throws Exception {
        Modules modules =
                Modules.of(STORY + "== commit aside after zero\n== commit aside2\n== tag v1.9.0\n== head later\n");
        modules.info(M, "v1.9.0");
        modules.move("v1.9.0", "new");
        assertThat(modules.version(M, Modules.shortId("aside2"))).isEqualTo("v1.9.0");
        assertThat(modules.version(M, Modules.shortId("aside"))).startsWith("v0.0.0-");
        modules.collect("aside2");
        assertThat(Modules.refusal(() -> modules.info(M, Modules.shortId("aside")))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void base_thatIsNoAncestorWhereItWasPublished_isNone() throws Exception {
        Modules modules = Modules.of(STORY + "== commit aside after zero\n== tag v1.9.0\n== head later\n");
        modules.info(M, "v1.9.0");
        modules.move("v1.9.0", "zero");
        assertThat(modules.version(M, "later")).startsWith("v1.0.1-0.");
    }

    @Test
    void lostCommitOfAMovedTag_isNoBaseAndHidesNothing() throws Exception {
        Modules modules = Modules.of(STORY + "== commit aside after zero\n== tag v1.9.0\n== head later\n");
        modules.info(M, "v1.9.0");
        modules.move("v1.9.0", "new");
        modules.collect("aside");
        assertThat(modules.versions(M)).containsExactly("v1.0.0", "v1.9.0");
        assertThat(modules.version(M, "later")).startsWith("v1.0.1-0.");
        assertThat(modules.version(M, "main")).startsWith("v1.0.1-0.");
        assertThat(modules.version(M, Modules.shortId("new"))).startsWith("v1.0.1-0.");
        assertThat(Modules.refusal(() -> modules.info(M, "v1.9.0")).reason()).isEqualTo(Reason.GONE);
    }

    @Test
    void retractions_areThoseThatWerePublished() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                == tag v1.0.0
                == branch one
                == commit two
                -- go.mod --
                module example.com/m
                retract v1.0.0
                == tag v1.1.0
                == commit three
                -- go.mod --
                module example.com/m
                """);
        modules.mod(M, "v1.1.0");
        modules.move("v1.1.0", "three");
        assertThat(modules.version(M, "one")).startsWith("v0.0.0-");
        modules.collect("two");
        assertThat(modules.version(M, "one")).isEqualTo("v1.0.0");
    }

    @Test
    void incompatibleVersions_areListedByThePublishedCommits() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- a.go --
                == tag v2.0.0
                == commit two
                -- go.mod --
                module example.com/m
                """);
        modules.zip(M, "v2.0.0+incompatible");
        modules.move("v2.0.0", "two");
        assertThat(modules.versions(M)).containsExactly("v2.0.0+incompatible");
        assertThat(modules.zip(M, "v2.0.0+incompatible")).containsOnlyKeys("a.go");
        assertThat(modules.version(M, "v2.0.0")).isEqualTo("v2.0.0+incompatible");
        modules.source.commits.remove(RepositoryStory.id("one"));
        assertThat(modules.versions(M)).isEmpty();
    }

    @Test
    void incompatibleVersion_askedForWithoutItsMark_keepsItsOwnRule() throws Exception {
        Modules modules = Modules.of("== commit one\n-- v2/go.mod --\nmodule example.com/m/v2\n== tag v2.0.0\n");
        assertThat(modules.version(M, "v2.0.0+incompatible")).isEqualTo("v2.0.0+incompatible");
        assertThat(Modules.refusal(() -> modules.info(M, "v2.0.0")).reason()).isEqualTo(Reason.INVALID);
        modules.source.tags.clear();
        assertThat(modules.version(M, "v2.0.0+incompatible")).isEqualTo("v2.0.0+incompatible");
    }

    @Test
    void lostIncompatibleVersion_askedForWithoutItsMark_isGone() throws Exception {
        Modules modules = Modules.of("== commit one\n-- a.go --\n== tag v2.0.0\n== commit two after nothing\n");
        assertThat(modules.version(M, "v2.0.0")).isEqualTo("v2.0.0+incompatible");
        modules.move("v2.0.0", "two");
        modules.collect("one");
        assertThat(Modules.refusal(() -> modules.info(M, "v2.0.0")).reason()).isEqualTo(Reason.GONE);
    }

    @Test
    void modulesThatShareATag_arePublishedEachForItself() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- v2/go.mod --
                module example.com/m/v2
                == tag v2.0.0
                == commit two
                -- v2/b.go --
                """);
        modules.zip(M, "v2.0.0+incompatible");
        modules.move("v2.0.0", "two");
        assertThat(modules.zip(M + "/v2", "v2.0.0")).containsOnlyKeys("go.mod", "b.go");
        modules.move("v2.0.0", "one");
        assertThat(modules.zip(M + "/v2", "v2.0.0")).containsOnlyKeys("go.mod", "b.go");
        assertThat(modules.info(M, "v2.0.0+incompatible").origin().orElseThrow().hash())
                .isEqualTo(RepositoryStory.id("one").hex());
    }

    @Test
    void subDirectoryWithItsMajor_isFrozenUnderItsPrefix() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- sub/v2/go.mod --
                module example.com/m/sub/v2
                == tag sub/v2.0.0
                == commit two
                -- sub/v2/b.go --
                == branch main
                """);
        modules.zip(M + "/sub/v2", "v2.0.0");
        modules.move("sub/v2.0.0", "two");
        assertThat(modules.zip(M + "/sub/v2", "v2.0.0")).containsOnlyKeys("go.mod");
        assertThat(modules.version(M + "/sub/v2", "main")).startsWith("v2.0.1-0.");
        assertThat(modules.info(M + "/sub/v2", "v2.0.0").origin().orElseThrow().ref())
                .hasValue("refs/tags/sub/v2.0.0");
    }

    @Test
    void state_movedTag_dependsOnWhatWasPublished() throws Exception {
        ModulePath module = ModulePath.parse(M);
        Modules published = Modules.of(STORY.replace("tag v1.0.0", "annotated v1.0.0"));
        Modules fresh = Modules.of(published.source, PublishedVersions.inMemory());
        published.info(M, "v1.0.0");
        assertThat(published.repository.state(module)).isEqualTo(fresh.repository.state(module));
        published.move("v1.0.0", "new");
        assertThat(published.repository.state(module)).isNotEqualTo(fresh.repository.state(module));
    }

    @Test
    void tenThousandPublishedTags_costNoObject() throws Exception {
        StringBuilder story = new StringBuilder("== commit one\n-- go.mod --\nmodule example.com/m\n");
        for (int i = 0; i < 10_000; i++) {
            story.append("== tag v1.").append(i).append(".0\n");
        }
        PublishedVersions published = PublishedVersions.inMemory();
        for (int i = 0; i < 10_000; i++) {
            published.publish(Modules.id(M, "v1." + i + ".0"), PinSamples.published("one"));
        }
        Modules modules =
                Modules.of(story.append("== commit two\n== branch main\n").toString(), published);
        modules.version(M, "main");
        int before = modules.source.commitsRead.get();
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(modules.version(M, "main")).startsWith("v1.9999.1-0.");
        }
        assertThat(modules.source.commitsRead.get() - before).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
