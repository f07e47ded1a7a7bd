package io.github.goproxy4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Stories are the same from the same seed, survive being written, and become small. */
final class StoryShrinkerTest {
    @Test
    void of_sameSeed_isTheSameStory() {
        for (long seed = 1; seed < 50; seed++) {
            assertThat(RandomStory.of(seed)).isEqualTo(RandomStory.of(seed));
        }
    }

    @Test
    void of_someHundredSeeds_haveEveryFeature() {
        Set<StoryFeature> seen = EnumSet.noneOf(StoryFeature.class);
        for (long seed = 1; seed < 220; seed++) {
            seen.addAll(RandomStory.of(seed).features());
        }
        assertThat(seen).containsExactlyInAnyOrder(StoryFeature.values());
    }

    @Test
    void parse_whatWasPrinted_isTheStory() {
        for (long seed = 1; seed < 200; seed++) {
            Story story = RandomStory.of(seed).story();
            assertThat(StoryText.parse(StoryText.print(story))).isEqualTo(story);
        }
    }

    @Test
    void shrink_storyWantedForOneLineOfOneTaggedFile_keepsLittleElse() throws Exception {
        Story story = StoryText.parse("""
                root git.example.com/story.git
                head ref: refs/heads/main
                storage PACKED
                commit 0 1500000000 +0000
                commit 1 1500000100 +0000 0
                commit 2 1500000200 +0000 1
                commit 3 1500000300 +0000 2 0
                ref refs/heads/main 3 0
                ref refs/tags/v1.0.0 1 1
                ref refs/tags/v1.1.0 2 0
                ref refs/tags/v1.2.0 3 0
                query git.example.com/story.git v1.0.0
                query git.example.com/story.git v1.1.0
                query git.example.com/story.git {2:12}
                query git.example.com/story.git {3:12}
                later keep
                later-ref refs/tags/v1.1.0 3 0
                -- 0/go.mod --
                module git.example.com/story.git
                -- 1/b.go --
                package b
                -- 2/a.txt --
                one
                two
                three
                -- 3/c.go --
                package c
                """);
        Story small = StoryShrinker.shrink(
                story,
                s -> s.refs().stream()
                        .filter(ref -> ref.name().equals("refs/tags/v1.1.0"))
                        .map(ref ->
                                s.commits().get(Integer.parseInt(ref.target())).tree())
                        .anyMatch(tree -> tree.containsKey("a.txt")
                                && tree.get("a.txt").content().contains("two")),
                1000);
        assertThat(StoryText.print(small)).isEqualTo("""
                root git.example.com/story.git
                head ref: refs/heads/main
                storage LOOSE
                commit 0 1500000200 +0000
                ref refs/tags/v1.1.0 0 0
                -- 0/a.txt --
                two
                """);
    }

    @Test
    void shrink_withoutAttempts_isTheStory() throws Exception {
        Story story = RandomStory.of(3).story();
        assertThat(StoryShrinker.shrink(story, s -> true, 0)).isEqualTo(story);
    }
}
