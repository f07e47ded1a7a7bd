package io.github.goproxy4j.zip;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.testdata.Txtar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a test case for zips from its text file; the folder it lies in says what is tested. */
enum ZipCases {
    CREATE("create") {
        @Override
        void run(Txtar archive, Path work) throws IOException {
            expect(archive, id -> {
                Path zip = work.resolve("m.zip");
                ModuleHash hash;
                try (OutputStream out = Files.newOutputStream(zip)) {
                    hash = ModuleZip.write(id, TextFile.of(archive.members()), out);
                }
                return sameFrom(id, zip, hash);
            });
        }
    },

    CREATE_FROM_DIR("create_from_dir") {
        @Override
        void run(Txtar archive, Path work) throws IOException {
            Path directory = unpack(archive.members(), work.resolve("m"));
            expect(archive, id -> {
                Path zip = work.resolve("m.zip");
                ModuleHash hash;
                try (OutputStream out = Files.newOutputStream(zip)) {
                    hash = ModuleZip.writeDirectory(id, directory, out);
                }
                return sameFrom(id, zip, hash);
            });
        }
    },

    UNZIP("unzip") {
        @Override
        void run(Txtar archive, Path work) throws IOException {
            Path zip = rawZip(archive.members(), work.resolve("m.zip"));
            expect(archive, id -> {
                Path directory = work.resolve("m");
                ModuleZip.extract(id, zip, directory);
                return ModuleHash.ofDirectory(directory, id.toString());
            });
        }
    },

    CHECK_FILES("check_files") {
        @Override
        void run(Txtar archive, Path work) throws IOException {
            List<TextFile> files = TextFile.of(archive.membersAfter("want"));
            assertThat(format(ModuleZip.checkFiles(files), "")).isEqualTo(wanted(archive));
        }
    },

    CHECK_DIR("check_dir") {
        @Override
        void run(Txtar archive, Path work) throws IOException {
            Path directory = unpack(archive.membersAfter("want"), work.resolve("m"));
            assertThat(format(ModuleZip.checkDirectory(directory), "$work/")).isEqualTo(wanted(archive));
        }
    },

    CHECK_ZIP("check_zip") {
        @Override
        void run(Txtar archive, Path work) throws IOException {
            Path zip = rawZip(archive.membersAfter("want"), work.resolve("m.zip"));
            assertThat(format(ModuleZip.check(id(archive), zip), "")).isEqualTo(wanted(archive));
        }
    };

    final String folder;

    ZipCases(String folder) {
        this.folder = folder;
    }

    abstract void run(Txtar archive, Path work) throws IOException;

    /** What makes a hash, or fails. */
    interface Making {
        ModuleHash make(ModuleId id) throws InvalidZipException, IOException;
    }

    private static ModuleId id(Txtar archive) {
        return new ModuleId(
                ModulePath.parse(archive.value("path")).requireFetchable(),
                ModuleVersion.parse(archive.value("version")));
    }

    private static void expect(Txtar archive, Making making) throws IOException {
        String wantedError = archive.value("wantErr");
        String error;
        try {
            ModuleHash hash = making.make(id(archive));
            assertThat(wantedError).isEmpty();
            assertThat(hash).hasToString(archive.value("hash"));
            return;
        } catch (InvalidZipException | ModuleSyntaxException e) {
            error = e.getMessage();
        }
        assertThat(wantedError).isNotEmpty();
        assertThat(error).contains(wantedError);
    }

    /** The hash that the writer computed, once it is found to be that of the zip and the zip to be a legal one. */
    private static ModuleHash sameFrom(ModuleId id, Path zip, ModuleHash hash) throws IOException {
        assertThat(ModuleHash.ofZip(zip)).isEqualTo(hash);
        assertThat(ModuleZip.check(id, zip).error()).isEmpty();
        return hash;
    }

    private static String wanted(Txtar archive) {
        return archive.members().get(0).text();
    }

    static String format(ZipReport report, String prefix) {
        StringBuilder out = new StringBuilder("valid:\n");
        report.valid().forEach(path -> out.append(prefix).append(path).append('\n'));
        out.append("\nomitted:\n");
        report.omitted().forEach(refusal -> out.append(prefix).append(refusal).append('\n'));
        out.append("\ninvalid:\n");
        report.invalid().forEach(refusal -> out.append(prefix).append(refusal).append('\n'));
        return out.toString();
    }

    private static Path unpack(List<Txtar.Member> members, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Txtar.Member member : members) {
            Path file = directory.resolve(member.name());
            Path parent = file.getParent();
            assertThat(parent).isNotNull();
            Files.createDirectories(parent);
            Files.write(file, member.data());
        }
        return directory;
    }

    /** A zip of any names, duplicates included, which the JDK's writer refuses. */
    static Path rawZip(List<Txtar.Member> members, Path zip) throws IOException {
        RawZip raw = new RawZip();
        for (Txtar.Member member : members) {
            raw.stored(member.name(), member.data());
        }
        return Files.write(zip, raw.finish());
    }
}
