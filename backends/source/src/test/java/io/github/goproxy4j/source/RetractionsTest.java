package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which versions are retracted, and what follows for the commits they are on. */
class RetractionsTest {
    private static final String M = "example.com/m";

    @Test
    void info_idOfARetractedTag_isAPseudoVersionBeforeIt() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                == tag v1.0.0
                == commit two
                == tag v1.1.0
                == commit three
                -- go.mod --
                module example.com/m
                retract v1.1.0
                == tag v1.2.0
                """);
        assertThat(modules.version(M, RepositoryStory.id("two").hex()))
                .isEqualTo("v1.0.1-0.20200101000001-" + Modules.shortId("two"));
        assertThat(modules.version(M, "v1.1.0")).isEqualTo("v1.1.0");
    }

    @Test
    void info_rangeRetractedByItself_isNoBase() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                == tag v0.9.0
                == commit two
                -- go.mod --
                module example.com/m
                retract [v1.0.0, v1.0.1]
                == tag v1.0.0
                == tag v1.0.1
                == commit three
                """);
        assertThat(modules.version(M, "HEAD")).isEqualTo("v0.9.1-0.20200101000002-" + Modules.shortId("three"));
    }

    @Test
    void info_retractionOfAPrerelease_countsOnlyWithoutReleases() throws Exception {
        String story = """
                == commit one
                -- go.mod --
                module example.com/m
                %s
                == commit two
                -- go.mod --
                module example.com/m
                retract v1.1.0-rc.1
                == tag v1.1.0-rc.1
                """;
        String id = RepositoryStory.id("two").hex();
        assertThat(Modules.of(story.replace("%s", "== tag v1.0.0")).version(M, id))
                .isEqualTo("v1.1.0-rc.1");
        assertThat(Modules.of(story.replace("%s", "")).version(M, id)).startsWith("v0.0.0-");
    }

    @Test
    void info_retractionAtTheTipOnly_doesNotCount() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                == tag v1.0.0
                == commit two
                -- go.mod --
                module example.com/m
                retract v1.0.0
                """);
        assertThat(modules.version(M, "HEAD")).startsWith("v1.0.1-0.");
    }

    @Test
    void info_goModOfTheHighestReleaseIsBroken_retractsNothing() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- go.mod --
                module example.com/m
                retract v1.0.0
                retract (
                == tag v1.0.0
                """);
        assertThat(modules.version(M, "HEAD")).isEqualTo("v1.0.0");
    }
}
