package io.github.goproxy4j.testkit.user;

import io.github.goproxy4j.directory.DirectoryRepository;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import io.github.goproxy4j.testkit.RepositoryFixture;
import io.github.goproxy4j.testkit.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryRepositoryTest extends GoModuleRepositoryContract {
    @TempDir
    private Path root;

    @Override
    protected RepositoryFixture fixture() throws Exception {
        GoModuleRepository sample = Sample.repository();
        for (ModuleId id : Sample.COMPLETE) {
            Path versions = versions(id.path());
            Path info = versions.resolve(id.version().encoded() + ".info");
            Files.write(
                    info,
                    sample.info(id.path(), new VersionQuery.Exact(id.version())).toJson());
            write(versions.resolve(id.version().encoded() + ".mod"), sample.mod(id));
            write(versions.resolve(id.version().encoded() + ".zip"), sample.zip(id));
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
        return Sample.fixture(DirectoryRepository.of(root)).unreachable(unreachable);
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
