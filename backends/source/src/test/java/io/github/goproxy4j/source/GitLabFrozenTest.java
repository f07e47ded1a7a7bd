package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By GitLab's rules, too, a version stays what its first answer was. */
class GitLabFrozenTest {
    private static final String M = "example.com/m";
    private static final String SUB = "example.com/m/sub";

    private static final String STORY = """
            == commit old
            -- go.mod --
            module example.com/m
            -- sub/go.mod --
            module example.com/m/sub
            -- sub/a.go --
            old
            == tag v1.0.0
            == commit new
            -- sub/a.go --
            new
            == commit without
            -- sub/go.mod (removed) --
            """;

    @Test
    void movedTag_ofAPublishedVersion_keepsItsContentAndItsPlaceInTheList() throws Exception {
        Modules modules = Modules.gitLab(STORY);
        modules.info(SUB, "v1.0.0");
        modules.move("v1.0.0", "without");
        assertThat(modules.zip(SUB, "v1.0.0")).containsEntry("a.go", "old\n");
        assertThat(modules.versions(SUB)).containsExactly("v1.0.0");
    }

    @Test
    void movedTag_isPublishedForEachModuleOnItsOwn() throws Exception {
        Modules modules = Modules.gitLab(STORY);
        modules.info(M, "v1.0.0");
        modules.move("v1.0.0", "new");
        assertThat(modules.zip(SUB, "v1.0.0")).containsEntry("a.go", "new\n");
    }

    @Test
    void publishedVersion_whoseCommitIsGone_isGoneAndNotListed() throws Exception {
        Modules modules = Modules.gitLab(STORY);
        modules.info(SUB, "v1.0.0");
        modules.move("v1.0.0", "new");
        modules.collect("old");
        assertThat(Modules.refusal(() -> modules.mod(SUB, "v1.0.0")).reason()).isEqualTo(Reason.GONE);
        assertThat(modules.versions(SUB)).isEmpty();
    }

    @Test
    void list_publishesNothing() throws Exception {
        Modules modules = Modules.gitLab(STORY);
        modules.versions(SUB);
        modules.move("v1.0.0", "new");
        assertThat(modules.zip(SUB, "v1.0.0")).containsEntry("a.go", "new\n");
    }

    @Test
    void otherRules_forPublishedVersions_keepThemOrCallThemGone() throws Exception {
        PublishedVersions published = PublishedVersions.inMemory();
        MemoryRepository source = RepositoryStory.read("""
                == commit one
                -- go.mod --
                module example.com/other
                -- sub/go.mod --
                module example.com/m/sub
                == tag v1.0.0
                == commit two
                -- sub/a.go --
                package sub
                == tag sub/v1.0.0
                """);
        Modules go = Modules.of(source, VersionRules.GO, published);
        go.info(M, "v1.0.0");
        Map<String, String> zip = go.zip(SUB, "v1.0.0");

        Modules gitLab = Modules.of(source, VersionRules.GITLAB, published);
        assertThat(gitLab.zip(SUB, "v1.0.0")).isEqualTo(zip).containsKey("a.go");
        assertThat(Modules.refusal(() -> gitLab.mod(M, "v1.0.0")).reason()).isEqualTo(Reason.GONE);
    }
}
