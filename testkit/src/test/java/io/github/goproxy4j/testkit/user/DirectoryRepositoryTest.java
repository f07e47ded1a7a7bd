package io.github.goproxy4j.testkit.user;

import io.github.goproxy4j.directory.DirectoryRepository;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.testkit.ChangingRepository;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.RepositoryFixture;
import io.github.goproxy4j.testkit.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryRepositoryTest extends GoModuleRepositoryContract {
    private static final ModuleId LARGE =
            new ModuleId(ModulePath.parse("example.com/large"), ModuleVersion.parse("v1.0.0"));

    @TempDir
    private static Path shared;

    @TempDir
    private Path root;

    @Override
    protected RepositoryFixture fixture() throws Exception {
        ChangingRepository sample = new ChangingRepository();
        for (ModuleId id : Sample.COMPLETE) {
            publish(sample, id);
        }
        for (VersionQuery query : new VersionQuery[] {Sample.MASTER_QUERY, VersionQuery.HEAD}) {
            Path info = versions(Sample.M).resolve(query.encoded() + ".info");
            Files.write(info, sample.info(Sample.M, query).toJson());
        }
        Files.write(
                versions(Sample.M).resolveSibling("@latest"),
                sample.info(Sample.M, VersionQuery.LATEST).toJson());
        Files.writeString(versions(Sample.EMPTY).resolve("list"), "");
        Path unmounted = Files.createDirectory(root.resolve("unmounted"));
        GoModuleRepository unreachable = DirectoryRepository.of(unmounted);
        Files.delete(unmounted);
        Files.createLink(versions(LARGE.path()).resolve(LARGE.version() + ".zip"), largeZip());
        return Sample.fixture(DirectoryRepository.of(root))
                .unreachable(unreachable)
                .large(LARGE)
                .publishing(Sample.PUBLISHED, () -> {
                    sample.publish();
                    publish(sample, Sample.PUBLISHED);
                })
                .moving(Sample.M, Sample.MASTER_QUERY, Sample.NEXT_MASTER.version(), () -> {
                    sample.move();
                    publish(sample, Sample.NEXT_MASTER);
                    Path info = root.resolve("master.info");
                    Files.write(info, sample.info(Sample.M, Sample.MASTER_QUERY).toJson());
                    Path served = versions(Sample.M).resolve(Sample.MASTER_QUERY.encoded() + ".info");
                    Files.move(info, served, StandardCopyOption.ATOMIC_MOVE);
                });
    }

    /** The info comes last, as it is what lists the version. */
    private void publish(GoModuleRepository from, ModuleId id) throws Exception {
        Path versions = versions(id.path());
        write(versions.resolve(id.version().encoded() + ".mod"), from.mod(id));
        write(versions.resolve(id.version().encoded() + ".zip"), from.zip(id));
        Files.write(
                versions.resolve(id.version().encoded() + ".info"),
                from.info(id.path(), new VersionQuery.Exact(id.version())).toJson());
    }

    /** Made once for all rules. */
    private static Path largeZip() throws IOException {
        Path file = shared.resolve("large.zip");
        if (!Files.exists(file)) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.setLevel(Deflater.NO_COMPRESSION);
                zip.putNextEntry(new ZipEntry(LARGE + "/large.bin"));
                for (int i = 0; i < 17; i++) {
                    zip.write(new byte[1 << 20]);
                }
            }
        }
        return file;
    }

    private Path versions(ModulePath module) throws IOException {
        return Files.createDirectories(root.resolve(module.encoded()).resolve("@v"));
    }

    private static void write(Path file, ModuleFile lease) throws IOException {
        try (ModuleFile open = lease;
                InputStream in = open.openStream(0)) {
            Files.copy(in, file);
        }
    }
}
