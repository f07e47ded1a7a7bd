package io.github.goproxy4j.git;

import io.github.goproxy4j.module.GoMod;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.resolve.InfoResolver;
import io.github.goproxy4j.resolve.LatestResolver;
import io.github.goproxy4j.resolve.VersionListResolver;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What {@code go mod download} would get from a repository of ours. */
final class Answers {
    /** Either an error or all of the rest. */
    record Answer(
            Optional<String> error,
            String version,
            String time,
            String hash,
            String sum,
            String goModSum,
            String goMod,
            List<String> files) {
        static Answer refused(String error) {
            return new Answer(Optional.of(error), "", "", "", "", "", "", List.of());
        }

        /** The go command does not always say which commit it took. */
        Answer withoutHash() {
            return new Answer(error, version, time, "", sum, goModSum, goMod, files);
        }

        Answer withoutFiles() {
            return new Answer(error, version, time, hash, sum, goModSum, goMod, List.of());
        }
    }

    private final GoModuleRepository modules;
    private final Path temporary;

    Answers(GoModuleRepository modules, Path temporary) {
        this.modules = modules;
        this.temporary = temporary;
    }

    List<String> versions(String path) throws IOException {
        try {
            return new VersionListResolver(modules)
                    .resolve(ModulePath.parse(path)).stream()
                            .map(ModuleVersion::toString)
                            .toList();
        } catch (ModuleAccessException e) {
            return List.of();
        }
    }

    Answer ask(String path, String query) throws IOException {
        try {
            ModulePath module = ModulePath.parse(path);
            ModuleInfo info = info(module, query);
            ModuleVersion version = info.version().orElseThrow();
            ModuleId id = new ModuleId(module, version);
            byte[] mod = read(modules.mod(id));
            Path zip = Files.createTempFile(temporary, "answer", ".zip");
            Files.write(zip, read(modules.zip(id)));
            Answer answer = new Answer(
                    Optional.empty(),
                    version.toString(),
                    info.time().orElseThrow().toInstant().toString(),
                    info.origin().orElseThrow().hash(),
                    ModuleHash.ofZip(zip).toString(),
                    ModuleHash.ofGoMod(mod).toString(),
                    new String(mod, StandardCharsets.UTF_8),
                    names(zip, path + "@" + version + "/"));
            Files.delete(zip);
            return answer;
        } catch (ModuleAccessException | ModuleSyntaxException e) {
            return Answer.refused(String.valueOf(e.getMessage()));
        }
    }

    private ModuleInfo info(ModulePath module, String query) throws ModuleAccessException, IOException {
        if (query.equals("latest")) {
            return new LatestResolver(modules).resolve(module);
        }
        if (query.matches("v[0-9]+(\\.[0-9]+)?")) {
            VersionQuery picked = new VersionQuery.Exact(newest(module, query + "."));
            return new InfoResolver(modules).resolve(module, picked);
        }
        return new InfoResolver(modules).resolve(module, VersionQuery.parse(query));
    }

    /** The go command itself picks these from the list, without those that the newest of all retracts. */
    private ModuleVersion newest(ModulePath module, String prefix) throws ModuleAccessException, IOException {
        Comparator<ModuleVersion> order = Comparator.comparing((ModuleVersion version) -> !version.isPrerelease())
                .thenComparing(Comparator.naturalOrder());
        List<ModuleVersion> versions = new VersionListResolver(modules).resolve(module);
        ModuleVersion last =
                versions.stream().max(order).orElseThrow(() -> ModuleAccessException.notFound("no versions"));
        List<GoMod.Retraction> retractions =
                GoMod.parse(read(modules.mod(new ModuleId(module, last)))).retractions();
        return versions.stream()
                .filter(version -> version.toString().startsWith(prefix))
                .filter(version -> retractions.stream().noneMatch(retraction -> retraction.contains(version)))
                .max(order)
                .orElseThrow(() -> ModuleAccessException.notFound("no matching versions"));
    }

    private static byte[] read(ModuleFile file) throws IOException {
        try (file;
                InputStream in = file.openStream(0)) {
            return in.readAllBytes();
        }
    }

    private static List<String> names(Path zip, String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(zip);
                ZipInputStream in = new ZipInputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName().substring(prefix.length()));
            }
        }
        return names.stream().sorted().toList();
    }
}
