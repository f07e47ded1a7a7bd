package io.github.goproxy4j.store;

import java.util.List;

/**
 * What came of taking a tree into a {@link DiskStore}.
 *
 * @param kept how many versions of the tree are kept now, those that were there before included
 * @param refused for each version that was not taken, which and why
 */
public record SeedReport(int kept, List<String> refused) {
    /**
     * Copies the list.
     *
     * @param kept how many are kept
     * @param refused which are not, and why
     */
    public SeedReport {
        refused = List.copyOf(refused);
    }
}
