package io.github.goproxy4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** Repositories by what their tags are like; every second tag has an object of its own. */
public enum ManyTags {
    /** 20 packed tags. */
    TWENTY(20, 0, false),
    /** 10,000 packed tags. */
    TEN_THOUSAND(10_000, 0, false),
    /** 10,000 packed tags, and 500 in files of their own. */
    WITH_LOOSE(10_000, 500, false),
    /** 10,000 packed tags of 500 majors, and no go.mod. */
    INCOMPATIBLE(10_000, 0, true);

    private static final int COMMITS = 100;
    private static final int PER_MAJOR = 20;

    private final int packed;
    private final int loose;
    private final boolean incompatible;

    ManyTags(int packed, int loose, boolean incompatible) {
        this.packed = packed;
        this.loose = loose;
        this.incompatible = incompatible;
    }

    /** The highest version that it lists. */
    String highest() {
        return incompatible
                ? "v" + packed / PER_MAJOR + "." + (PER_MAJOR - 1) + ".0+incompatible"
                : "v1." + (packed + loose - 1) + ".0";
    }

    GeneratedRepository generate(String module) throws IOException {
        GeneratedRepository repository = new GeneratedRepository();
        List<ObjectId> commits = new ArrayList<>();
        String[] goMod = incompatible ? new String[0] : new String[] {"go.mod", "module " + module + "\n"};
        for (int i = 0; i < COMMITS; i++) {
            List<String> files = new ArrayList<>(List.of(goMod));
            files.addAll(List.of("m.go", "package m // " + i + "\n"));
            ObjectId tree = repository.tree(files.toArray(String[]::new));
            commits.add(i == 0 ? repository.commit(tree) : repository.commit(tree, commits.get(i - 1)));
        }
        for (int i = 0; i < packed; i++) {
            String tag = incompatible ? "v" + (1 + i / PER_MAJOR) + "." + i % PER_MAJOR + ".0" : "v1." + i + ".0";
            repository.packedTag(tag, commits.get((int) ((long) i * (COMMITS - 1) / packed)), i % 2 == 0);
        }
        for (int i = packed; i < packed + loose; i++) {
            repository.looseRef("refs/tags/v1." + i + ".0", commits.get(COMMITS - 2));
        }
        repository.finish(commits.get(COMMITS - 1));
        return repository;
    }
}
