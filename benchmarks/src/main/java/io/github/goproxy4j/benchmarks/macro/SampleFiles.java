package io.github.goproxy4j.benchmarks.macro;

import io.github.goproxy4j.benchmarks.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fills a repository with the releases of a module.
 *
 * <p>After the last release goes one more commit, which changes two thirds of the files: as in a repository that has lived
 * on, most of what a release consists of is stored as a difference to something newer, and about a third is stored whole.
 */
final class SampleFiles {
    private static final double CHANGED_LATER = 0.65;
    private static final int FILES_IN_DIRECTORY = 40;
    private static final int TAGS_OF_COMMIT = 10;
    private static final int DENSE_FILE = 250_000;

    private final ModuleKind kind;
    private final RepositoryWriter repository;
    private final SplittableRandom random;
    private final List<List<TreeChange>> commits = new ArrayList<>();

    private SampleFiles(ModuleKind kind, RepositoryWriter repository, long seed) {
        this.kind = kind;
        this.repository = repository;
        this.random = new SplittableRandom(seed);
        for (int i = 0; i <= kind.releases; i++) {
            commits.add(new ArrayList<>());
        }
    }

    /** Writes commits and tags; the seed makes contents that no other seed has. */
    static void write(ModuleKind kind, String module, RepositoryWriter repository, long seed) throws IOException {
        SampleFiles files = new SampleFiles(kind, repository, seed);
        files.add("go.mod", "module " + module + "\n\ngo 1.19\n");
        files.add("LICENSE", "Do what you like.\n");
        files.texts();
        files.denseFiles();
        files.commitAll();
    }

    private void add(String path, String text) throws IOException {
        commits.get(0).add(new TreeChange(path, repository.blob(text.getBytes(StandardCharsets.UTF_8))));
    }

    private void texts() throws IOException {
        int average = kind.textBytes / kind.files;
        for (int i = 0; i < kind.files; i++) {
            // From a quarter of the average to seven quarters.
            String text = SourceText.of(random.nextLong(), average / 4 + random.nextInt(1 + average * 3 / 2));
            List<byte[]> versions = new ArrayList<>(List.of(text.getBytes(StandardCharsets.UTF_8)));
            List<Integer> changing = changing();
            for (int ignored : changing) {
                text = kind.changed == 1 ? text + "// more\n" : SourceText.edited(text, random.nextLong());
                versions.add(text.getBytes(StandardCharsets.UTF_8));
            }
            store("pkg" + i / FILES_IN_DIRECTORY + "/file" + i + ".go", versions, changing);
        }
    }

    private void denseFiles() throws IOException {
        int count = kind.denseBytes / DENSE_FILE;
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[DENSE_FILE / 2 + random.nextInt(DENSE_FILE)];
            random.nextBytes(bytes);
            List<byte[]> versions = new ArrayList<>(List.of(bytes));
            List<Integer> changing = changing();
            for (int ignored : changing) {
                bytes = bytes.clone();
                for (int at = 0; at < 10; at++) {
                    bytes[random.nextInt(bytes.length)] ^= 1;
                }
                versions.add(bytes);
            }
            store("testdata/d" + i / FILES_IN_DIRECTORY + "/data" + i + ".bin", versions, changing);
        }
    }

    /** The numbers of the commits after the first one that change a file. */
    private List<Integer> changing() {
        List<Integer> changing = new ArrayList<>();
        for (int i = 1; i <= kind.releases; i++) {
            if (random.nextDouble() < (i == kind.releases ? CHANGED_LATER : kind.changed)) {
                changing.add(i);
            }
        }
        return changing;
    }

    private void store(String path, List<byte[]> versions, List<Integer> changing) throws IOException {
        for (int i = 0; i < versions.size(); i++) {
            int commit = i == 0 ? 0 : changing.get(i - 1);
            commits.get(commit).add(new TreeChange(path, repository.blob(versions.get(i))));
        }
    }

    private void commitAll() throws IOException {
        List<String> tags = kind.versions();
        for (int i = 0; i < commits.size(); i++) {
            int commit = repository.commit(commits.get(i));
            if (kind != ModuleKind.MANY_TAGS && i < tags.size()) {
                repository.tag(tags.get(i), commit, i % 2 == 1);
            }
        }
        if (kind == ModuleKind.MANY_TAGS) {
            manyTags();
        }
    }

    private void manyTags() throws IOException {
        int commit = 0;
        for (int i = 0; i < SampleModules.MANY; i++) {
            if (i % TAGS_OF_COMMIT == 0) {
                byte[] content = ("package m // " + i + "\n").getBytes(StandardCharsets.UTF_8);
                commit = repository.commit(List.of(new TreeChange("n.go", repository.blob(content))));
            }
            repository.tag("v1." + i + ".0", commit, i % 2 == 1);
        }
    }
}
