package io.github.goproxy4j.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Makes stories from seeds: the same seed makes the same story everywhere.
 *
 * @param story the story
 * @param features what is in it
 */
record RandomStory(Story story, Set<StoryFeature> features) {
    static final String ROOT = "git.example.com/story.git";

    private static final List<String> ZONES = List.of("+0000", "-0600", "+0545", "+1400", "-1200");
    /** The end of the year 9999: go cannot write a later time into an info. */
    private static final long LAST = 253_402_300_799L;

    private static final List<Long> ODD_TIMES =
            List.of(0L, 1L, 100_000_000L, 2_147_483_647L, 2_147_483_648L, 4_294_967_296L, 7_000_000_000L, LAST);

    static RandomStory of(long seed) {
        Dice dice = new Dice(seed);
        List<String> roots = roots(dice);
        List<Story.Commit> commits = commits(dice, roots);
        RandomRefs refs = new RandomRefs(dice, commits.size()).make();
        List<Story.Ref> now = refs.all();
        Story story = new Story(
                roots,
                commits,
                now,
                refs.head(),
                dice.any(List.of(Story.Storage.values())),
                new RandomQueries(dice, roots, commits, now).make(),
                dice.chance(2) ? Optional.of(refs.later()) : Optional.empty());
        return new RandomStory(story, dice.seen());
    }

    private static List<String> roots(Dice dice) {
        if (dice.shows(StoryFeature.GOPKG_IN, 2)) {
            return List.of(
                    "gopkg.in/story.v0",
                    "gopkg.in/story.v1",
                    "gopkg.in/story.v2",
                    "gopkg.in/story.v3",
                    "gopkg.in/story.v2-unstable");
        }
        return List.of(dice.shows(StoryFeature.MAJOR_AT_ROOT, 2) ? "vanity.example.com/story/v2" : ROOT);
    }

    private static List<Story.Commit> commits(Dice dice, List<String> roots) {
        RandomTree trees = new RandomTree(dice, roots);
        List<Story.Commit> commits = new ArrayList<>();
        int size = 1 + dice.below(dice.chance(4) ? 16 : 8);
        while (commits.size() < size) {
            int place = commits.size();
            List<Integer> parents = parents(dice, place);
            SortedMap<String, Story.Entry> tree = parents.isEmpty()
                    ? trees.first()
                    : commits.get(parents.get(0)).tree();
            tree = place == 0 && dice.chance(2) ? tree : trees.after(tree, place);
            String zone = dice.shows(StoryFeature.OTHER_ZONE, 2) ? dice.any(ZONES) : "+0000";
            long before = place == 0 ? 1_500_000_000L : commits.get(place - 1).time();
            Story.Commit commit = new Story.Commit(parents, time(dice, before), zone, tree);
            commits.add(commit);
            // Its twins are later than it.
            if (dice.shows(StoryFeature.AMBIGUOUS_ID, 8) && commit.time() < LAST - 1_000_000) {
                commits.addAll(TwinCommits.of(commits, commit));
            }
        }
        return commits;
    }

    private static List<Integer> parents(Dice dice, int place) {
        List<Integer> parents = new ArrayList<>();
        if (place > 0 && !dice.shows(StoryFeature.SECOND_ROOT_COMMIT, 5)) {
            parents.add(dice.chance(4) ? dice.below(place) : place - 1);
            for (int i = 0; i < 3 && place > 1 && dice.shows(StoryFeature.MERGE, 2); i++) {
                int other = dice.below(place);
                if (!parents.contains(other)) {
                    parents.add(other);
                }
            }
        }
        return parents;
    }

    private static long time(Dice dice, long before) {
        if (dice.shows(StoryFeature.EQUAL_TIMES, 2)) {
            return before;
        }
        if (dice.shows(StoryFeature.TIME_BEFORE_PARENT, 3)) {
            return Math.max(0, before - 5_000);
        }
        long time = dice.shows(StoryFeature.ODD_TIME, 4) ? dice.any(ODD_TIMES) : before + 1 + dice.below(5_000_000);
        return Math.min(time, LAST);
    }
}
