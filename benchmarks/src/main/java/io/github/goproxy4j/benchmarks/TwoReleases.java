package io.github.goproxy4j.benchmarks;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/** A module of files like sources, 10 KB each on average, in two releases: a fifth of the files has changed in between. */
final class TwoReleases implements AutoCloseable {
    static final ModulePath MODULE = ModulePath.parse("git.example.com/m");
    static final ModuleId FIRST = new ModuleId(MODULE, ModuleVersion.parse("v1.0.0"));
    static final ModuleId NEXT = new ModuleId(MODULE, ModuleVersion.parse("v1.1.0"));

    private static final int WORDS = 6_000;
    private static final int MEAN_BYTES = 10_000;
    private static final int EVERY = 5;

    private final GeneratedRepository repository;

    private TwoReleases(GeneratedRepository repository) {
        this.repository = repository;
    }

    /** Generates the repository, and has git pack it as it does. */
    static TwoReleases generate(int files) throws IOException, InterruptedException {
        Random random = new Random(7);
        List<String> words = random.ints(WORDS, 0, 1 << 30)
                .mapToObj(word -> Integer.toString(word, Character.MAX_RADIX))
                .toList();
        GeneratedRepository repository = new GeneratedRepository();
        Map<String, String> tree = new TreeMap<>();
        tree.put("go.mod", "module " + MODULE + "\n");
        for (int i = 0; i < files; i++) {
            tree.put("p" + i / 40 + "/f" + i + ".go", source(random, words));
        }
        ObjectId first = repository.commit(repository.tree(pairs(tree)));
        repository.packedTag(FIRST.version().toString(), first, false);
        for (int i = 0; i < files; i += EVERY) {
            tree.merge("p" + i / 40 + "/f" + i + ".go", "// changed\n", String::concat);
        }
        ObjectId next = repository.commit(repository.tree(pairs(tree)), first);
        repository.packedTag(NEXT.version().toString(), next, false);
        repository.finish(next);
        git("-C", repository.path().toString(), "gc", "--quiet");
        return new TwoReleases(repository);
    }

    private static String source(Random random, List<String> words) {
        int size = MEAN_BYTES / 2 + random.nextInt(MEAN_BYTES);
        StringBuilder text = new StringBuilder(size);
        while (text.length() < size) {
            text.append("\tif ").append(word(random, words)).append(" := ").append(word(random, words));
            text.append("(ctx, ").append(word(random, words)).append("); err != nil {\n\t\treturn err\n\t}\n");
        }
        return text.toString();
    }

    /** Few words are frequent, as in any language. */
    private static String word(Random random, List<String> words) {
        double place = random.nextDouble();
        return words.get((int) (place * place * place * WORDS));
    }

    private static String[] pairs(Map<String, String> tree) {
        return tree.entrySet().stream()
                .flatMap(file -> java.util.stream.Stream.of(file.getKey(), file.getValue()))
                .toArray(String[]::new);
    }

    Path path() {
        return repository.path();
    }

    /** Has git make the zip of the next release. */
    void archive(Path zip) throws IOException, InterruptedException {
        git(
                "-C",
                path().toString(),
                "archive",
                "--format=zip",
                "-o",
                zip.toString(),
                NEXT.version().toString());
    }

    private static void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + command);
        }
    }

    @Override
    public void close() throws IOException {
        repository.close();
    }
}
