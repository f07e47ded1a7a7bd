package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.source.SourceEntry;
import io.github.goproxy4j.source.SourceLimitException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a pack stores as deltas, put together on the disk. */
class DeltaChainTest {
    private static final int VERSIONS = 6;

    @TempDir
    Path directory;

    private TestRepository git;
    private final String[] contents = new String[VERSIONS];
    private final ObjectId[] commits = new ObjectId[VERSIONS];

    /** Versions of one file, each with something inserted, changed and removed, packed as deltas of one another. */
    @BeforeEach
    void pack() throws IOException {
        git = TestRepository.create(directory.resolve("m.git"));
        Random random = new Random(4);
        StringBuilder text = new StringBuilder();
        while (text.length() < 300_000) {
            text.append(random.nextInt()).append(random.nextInt(3) == 0 ? '\n' : ' ');
        }
        for (int i = 0; i < VERSIONS; i++) {
            text.insert(random.nextInt(text.length()), "inserted " + i);
            text.delete(1000 * i, 1000 * i + 37).replace(200_000, 200_003, "new");
            text.append(text, 0, 70_000);
            contents[i] = text.toString();
            commits[i] = i == 0
                    ? git.commit(Map.of("f.txt", contents[i]))
                    : git.commit(Map.of("f.txt", contents[i]), commits[i - 1]);
        }
        git.ref("refs/heads/master", commits[VERSIONS - 1]);
        repack("repack.useDeltaBaseOffset=true");
    }

    private void repack(String setting) throws IOException {
        GitBinary.required(directory).run(git.directory(), "-c", setting, "repack", "-q", "-adF", "--depth=50");
    }

    private String read(GitSourceRepository repository, int version) throws IOException {
        SourceEntry entry =
                repository.find(TestRepository.id(commits[version]), "f.txt").orElseThrow();
        try (InputStream in = repository.open(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void open_deltasAgainstOffsetsAndIds_areTheFiles() throws IOException {
        for (String setting : new String[] {"repack.useDeltaBaseOffset=true", "repack.useDeltaBaseOffset=false"}) {
            repack(setting);
            try (GitSourceRepository repository =
                    GitSourceRepository.open(git.directory(), GitLimits.DEFAULT.withHeapDeltaBytes(1))) {
                for (int i = 0; i < VERSIONS; i++) {
                    assertThat(read(repository, i)).as(setting).isEqualTo(contents[i]);
                }
            }
        }
    }

    @Test
    void open_deltaOverTheLimit_isRefused() throws IOException {
        int size = contents[0].length();
        GitLimits limits = GitLimits.DEFAULT.withHeapDeltaBytes(1).withDeltaBytes(size - 1);
        try (GitSourceRepository repository = GitSourceRepository.open(git.directory(), limits)) {
            assertThatThrownBy(() -> read(repository, 0))
                    .isInstanceOf(SourceLimitException.class)
                    .hasMessageContaining("more than " + (size - 1) + " bytes");
        }
    }
}
