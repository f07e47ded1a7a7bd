package io.github.goproxy4j.it;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What decides while a story is made: the same seed decides the same everywhere.
 *
 * <p>Each story plays with a few features only, but with those often: one in which everything is odd is refused as a whole,
 * and the rules behind the first refusal are never reached.
 */
final class Dice {
    private final Random random;
    private final Map<StoryFeature, Boolean> played = new EnumMap<>(StoryFeature.class);
    private final Set<StoryFeature> seen = EnumSet.noneOf(StoryFeature.class);

    Dice(long seed) {
        // Seeds that follow each other would otherwise begin alike.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        int sides = 2 + random.nextInt(5);
        for (StoryFeature feature : StoryFeature.values()) {
            played.put(feature, chance(sides));
        }
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** One time of so many, on the average. */
    boolean chance(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Whether a feature of this story appears here, as it does one time of so many. */
    boolean shows(StoryFeature feature, int times) {
        boolean chance = chance(times);
        return note(feature, chance && played.getOrDefault(feature, false));
    }

    /** Notes a feature that has come about. */
    boolean note(StoryFeature feature, boolean present) {
        if (present) {
            seen.add(feature);
        }
        return present;
    }

    Set<StoryFeature> seen() {
        return Collections.unmodifiableSet(seen);
    }
}
