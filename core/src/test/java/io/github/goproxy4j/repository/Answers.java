package io.github.goproxy4j.repository;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A repository that knows one module, answers with its own name, and remembers what it was asked. */
final class Answers implements GoModuleRepository {
    private final String name;
    private final ModulePath known;
    private final List<ModuleVersion> versions;
    private final List<String> asked = new ArrayList<>();
    private Optional<ModuleInfo> latest = Optional.empty();
    private Optional<ModuleAccessException.Reason> refusal = Optional.empty();
    private Optional<ModuleAccessException.Reason> refusalOfLatest = Optional.empty();
    private boolean broken;
    private Optional<String> state = Optional.empty();

    private Answers(String name, String known, String... versions) {
        this.name = name;
        this.known = ModulePath.parse(known);
        this.versions = List.of(versions).stream().map(ModuleVersion::parse).toList();
    }

    static Answers named(String name, String known, String... versions) {
        return new Answers(name, known, versions);
    }

    Answers latest(String version) {
        this.latest = Optional.of(ModuleInfo.of(ModuleVersion.parse(version), Instant.EPOCH));
        return this;
    }

    Answers refusing(ModuleAccessException.Reason reason) {
        this.refusal = Optional.of(reason);
        return this;
    }

    Answers refusingLatest(ModuleAccessException.Reason reason) {
        this.refusalOfLatest = Optional.of(reason);
        return this;
    }

    Answers broken() {
        this.broken = true;
        return this;
    }

    Answers state(String text) {
        this.state = Optional.of(text);
        return this;
    }

    List<String> asked() {
        return asked;
    }

    private void answer(String question, ModulePath module) throws ModuleAccessException, IOException {
        asked.add(question);
        if (broken) {
            throw new IOException(name);
        }
        if (refusal.isPresent()) {
            throw new ModuleAccessException(refusal.get(), name);
        }
        if (!module.equals(known)) {
            throw ModuleAccessException.notFound(name);
        }
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        answer("versions", module);
        return versions;
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        answer(query.text(), module);
        if (query instanceof VersionQuery.Exact exact && versions.contains(exact.version())) {
            return ModuleInfo.of(exact.version(), Instant.EPOCH);
        }
        if (query instanceof VersionQuery.Named && refusalOfLatest.isPresent()) {
            throw new ModuleAccessException(refusalOfLatest.get(), name);
        }
        if (query instanceof VersionQuery.Named && latest.isPresent()) {
            return latest.get();
        }
        throw ModuleAccessException.notFound(name);
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        return file("mod", id);
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        return file("zip", id);
    }

    private ModuleFile file(String kind, ModuleId id) throws ModuleAccessException, IOException {
        answer(kind, id.path());
        if (!versions.contains(id.version())) {
            throw ModuleAccessException.notFound(name);
        }
        return ModuleFile.of((name + " " + kind).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> state(ModulePath module) {
        return state;
    }
}
