package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.source.SourceEntry;
import io.github.goproxy4j.source.SourceOptions;
import io.github.goproxy4j.source.SourceTree;
import io.github.goproxy4j.zip.ContentId;
import io.github.goproxy4j.zip.ModuleHash;
import io.github.goproxy4j.zip.ModuleZip;
import io.github.goproxy4j.zip.ZipParts;
import io.github.goproxy4j.zip.ZipReuse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The zip of a packed repository, made by all short cuts, has the hash of the one that is made in the slow way. */
@Timeout(120)
class GitZipTest {
    private static final ModulePath MODULE = ModulePath.parse("example.com/m");

    private static final byte[] CRLF_ECHO = "echo 1\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private Path git;

    /** Two releases: a fifth of the files has changed, some are converted on their way out, one is large. */
    @BeforeEach
    void commit() throws Exception {
        git = directory.resolve("r.git");
        Random random = new Random(11);
        Map<String, String> files = new HashMap<>();
        files.put("go.mod", "module example.com/m\n");
        files.put(".gitattributes", "*.bat text eol=crlf\n*.id ident\n");
        files.put("large.txt", text(random, 1_500_000));
        for (int i = 0; i < 300; i++) {
            files.put("d" + i % 7 + "/f" + i + ".go", text(random, random.nextInt(9_000)));
        }
        for (int i = 0; i < 5; i++) {
            files.put("c" + i + ".bat", "echo " + i + "\n");
            files.put("c" + i + ".id", "$Id$ " + i + "\n");
        }
        try (TestRepository repository = TestRepository.create(git)) {
            ObjectId one = repository.commit(files);
            repository.ref("refs/tags/v1.0.0", one);
            for (int i = 0; i < 300; i += 5) {
                files.merge("d" + i % 7 + "/f" + i + ".go", "// changed\n", String::concat);
            }
            files.remove(".gitattributes");
            ObjectId two = repository.commit(files, one);
            repository.ref("refs/tags/v1.1.0", two);
            repository.ref("refs/heads/master", two);
            GC gc = new GC((FileRepository) repository.jgit());
            gc.setExpireAgeMillis(0);
            gc.gc().get();
        }
    }

    private static String text(Random random, int size) {
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append("func f").append(random.nextInt(900)).append("() {}\n");
        }
        return text.toString();
    }

    private static ModuleId id(String version) {
        return new ModuleId(MODULE, ModuleVersion.parse(version));
    }

    private ModuleHash hash(byte[] zip, String version) throws IOException {
        Path file = Files.write(directory.resolve("m.zip"), zip);
        assertThat(ModuleZip.check(id(version), file).error()).isEmpty();
        return ModuleHash.ofZip(file);
    }

    private record Made(
            @SuppressWarnings("ArrayRecordComponent") byte[] bytes, ZipParts parts) implements ZipReuse.Zip {
        @Override
        public ReadableByteChannel open(long from, long length) {
            return Channels.newChannel(new ByteArrayInputStream(bytes, (int) from, (int) length));
        }

        @Override
        public void close() {}
    }

    private Made make(String version, ZipReuse reuse) throws Exception {
        SourceOptions options =
                SourceOptions.DEFAULTS.withTemporaryDirectory(directory).withReuse(reuse);
        try (GitModules modules = GitModules.open(git, MODULE, GitLimits.DEFAULT, options);
                ModuleFile zip = modules.zip(id(version));
                InputStream in = zip.openStream(0)) {
            byte[] bytes = in.readAllBytes();
            zip.awaitSize();
            return new Made(bytes, zip.parts().orElseThrow());
        }
    }

    /** Made by the platform, one file after the other. */
    private ModuleHash slowHash(String version) throws IOException {
        Path file = directory.resolve("slow.zip");
        try (GitSourceRepository source = GitSourceRepository.open(git);
                SourceTree tree = source.openTree(source.refs().tags().get(version), "");
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (SourceEntry entry : tree.entries()) {
                out.putNextEntry(new ZipEntry(id(version) + "/" + entry.path()));
                try (InputStream in = tree.export(entry)) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
        return ModuleHash.ofZip(file);
    }

    @Test
    void zip_byThePackAndByANeighbour_hasTheHashOfTheSlowOne() throws Exception {
        for (String version : List.of("v1.0.0", "v1.1.0")) {
            for (String other : List.of("v1.0.0", "v1.1.0")) {
                Made neighbour = make(other, ZipReuse.NONE);
                assertThat(neighbour.parts().hash()).isEqualTo(slowHash(other));
                Made made = make(version, asked -> List.of(neighbour));
                assertThat(hash(made.bytes(), version)).isEqualTo(slowHash(version));
                assertThat(made.parts().hash()).isEqualTo(slowHash(version));
            }
        }
    }

    /** What is converted has other bytes than the blob, in another release maybe those of the blob. */
    @Test
    void zip_convertedFiles_haveNoContentId() throws Exception {
        Made one = make("v1.0.0", ZipReuse.NONE);
        Made two = make("v1.1.0", ZipReuse.NONE);
        List<ContentId> converted = new ArrayList<>(two.parts().contents());
        converted.removeAll(one.parts().contents());
        // The 60 that have changed, and the 10 that are converted in the first release only.
        assertThat(converted).hasSize(70);
    }

    @Test
    void zip_damagedNeighbour_hasTheHashOfTheSlowOne() throws Exception {
        Made neighbour = make("v1.0.0", ZipReuse.NONE);
        byte[] damaged = neighbour.bytes().clone();
        for (int i = 0; i < damaged.length; i += 1_000) {
            damaged[i] ^= 1;
        }
        Made made = make("v1.1.0", asked -> List.of(new Made(damaged, neighbour.parts())));
        assertThat(hash(made.bytes(), "v1.1.0")).isEqualTo(slowHash("v1.1.0"));
    }

    @Test
    void zip_damagedPack_isAnErrorOrTheRightZip() throws Exception {
        ModuleHash expected = slowHash("v1.1.0");
        Path pack;
        try (Stream<Path> files = Files.list(git.resolve("objects/pack"))) {
            pack = files.filter(file -> file.toString().endsWith(".pack"))
                    .findAny()
                    .orElseThrow();
        }
        assertThat(pack.toFile().setWritable(true)).isTrue();
        byte[] whole = Files.readAllBytes(pack);
        int errors = 0;
        for (int i = 1; i < 20; i++) {
            byte[] damaged = whole.clone();
            damaged[whole.length / 20 * i] ^= 4;
            Files.write(pack, damaged, StandardOpenOption.WRITE);
            try {
                assertThat(hash(make("v1.1.0", ZipReuse.NONE).bytes(), "v1.1.0"))
                        .isEqualTo(expected);
            } catch (IOException e) {
                errors++;
            }
        }
        assertThat(errors).isPositive();
        Files.write(pack, whole, StandardOpenOption.WRITE);
        assertThat(hash(make("v1.1.0", ZipReuse.NONE).bytes(), "v1.1.0")).isEqualTo(expected);
    }

    /** Packing again may put the same objects elsewhere under the same name, while an index of before is in use. */
    @Test
    void zip_packThatIsNotOfItsIndex_isAnError() throws Exception {
        ModuleHash expected = slowHash("v1.1.0");
        Path pack;
        try (Stream<Path> files = Files.list(git.resolve("objects/pack"))) {
            pack = files.filter(file -> file.toString().endsWith(".pack"))
                    .findAny()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(pack);
        byte[] other = whole.clone();
        other[other.length - 1] ^= 1;
        assertThat(pack.toFile().setWritable(true)).isTrue();
        Files.write(pack, other);
        assertThatIOException().isThrownBy(() -> make("v1.1.0", ZipReuse.NONE));
        Files.write(pack, whole);
        assertThat(hash(make("v1.1.0", ZipReuse.NONE).bytes(), "v1.1.0")).isEqualTo(expected);
    }

    @Test
    void fork_convertsAsTheTreeDoes() throws Exception {
        try (GitSourceRepository source = GitSourceRepository.open(git)) {
            SourceTree tree = source.openTree(source.refs().tags().get("v1.0.0"), "");
            SourceEntry entry = tree.entries().stream()
                    .filter(one -> one.path().equals("c1.bat"))
                    .findAny()
                    .orElseThrow();
            try (SourceTree fork = tree.fork().orElseThrow();
                    InputStream one = fork.export(entry);
                    InputStream two = tree.export(entry)) {
                assertThat(one.readAllBytes()).isEqualTo(CRLF_ECHO);
                assertThat(two.readAllBytes()).isEqualTo(CRLF_ECHO);
                assertThat(fork.isExportedAsCommitted(entry)).isFalse();
                assertThat(fork.deflated(entry)).isEmpty();
            }
            tree.close();
        }
    }
}
