package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The modules of a told repository, asked in text. */
final class Modules {
    final MemoryRepository source;
    final SourceModuleRepository repository;

    private Modules(MemoryRepository source, SourceModuleRepository repository) {
        this.source = source;
        this.repository = repository;
    }

    /** Tells a repository whose root is {@code example.com/m}. */
    static Modules of(String story) {
        return of("example.com/m", story);
    }

    static Modules of(String root, String story) {
        return of(root, story, SourceOptions.DEFAULTS);
    }

    static Modules of(String root, String story, SourceOptions options) {
        MemoryRepository source = RepositoryStory.read(story);
        return new Modules(source, SourceModuleRepository.of(source, ModulePath.parse(root), options));
    }

    /** Tells a repository whose root is {@code example.com/m}, and that has GitLab's rules. */
    static Modules gitLab(String story) {
        return of("example.com/m", story, SourceOptions.DEFAULTS.withVersionRules(VersionRules.GITLAB));
    }

    /** Tells a repository whose root is {@code example.com/m}, and of which versions have been published. */
    static Modules of(String story, PublishedVersions published) {
        return of(RepositoryStory.read(story), published);
    }

    /** A repository whose root is {@code example.com/m} as another server sees it. */
    static Modules of(MemoryRepository source, PublishedVersions published) {
        return of(source, VersionRules.GO, published);
    }

    /** The same under other rules. */
    static Modules of(MemoryRepository source, VersionRules rules, PublishedVersions published) {
        SourceOptions options = SourceOptions.DEFAULTS.withVersionRules(rules);
        return new Modules(
                source, SourceModuleRepository.of(source, ModulePath.parse("example.com/m"), options, published));
    }

    /** Has a tag lead to a commit of the story, wherever it led before. */
    void move(String tag, String commit) {
        source.tags.put(tag, RepositoryStory.id(commit));
    }

    /** Has a branch lead to a commit of the story. */
    void moveBranch(String branch, String commit) {
        source.branches.put(branch, RepositoryStory.id(commit));
    }

    /** Removes a commit of the story with what only it has. */
    void collect(String commit) {
        assertThat(source.commits.remove(RepositoryStory.id(commit))).isNotNull();
    }

    List<String> versions(String module) throws ModuleAccessException, IOException {
        return repository.versions(ModulePath.parse(module)).stream()
                .map(ModuleVersion::toString)
                .toList();
    }

    ModuleInfo info(String module, String query) throws ModuleAccessException, IOException {
        return repository.info(ModulePath.parse(module), VersionQuery.parse(query));
    }

    String version(String module, String query) throws ModuleAccessException, IOException {
        return info(module, query).version().orElseThrow().toString();
    }

    String mod(String module, String version) throws ModuleAccessException, IOException {
        try (ModuleFile file = repository.mod(id(module, version))) {
            return new String(bytes(file), StandardCharsets.UTF_8);
        }
    }

    /** The contents of a version's zip by name, without the common prefix. */
    Map<String, String> zip(String module, String version) throws ModuleAccessException, IOException {
        try (ModuleFile file = repository.zip(id(module, version))) {
            assertThat(file.size()).hasValue(bytes(file).length);
            Map<String, String> contents = new TreeMap<>();
            ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(file)), StandardCharsets.UTF_8);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String prefix = module + "@" + version + "/";
                assertThat(entry.getName()).startsWith(prefix);
                contents.put(
                        entry.getName().substring(prefix.length()),
                        new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
            return contents;
        }
    }

    static ModuleId id(String module, String version) {
        return new ModuleId(ModulePath.parse(module), ModuleVersion.parse(version));
    }

    static byte[] bytes(ModuleFile file) throws IOException {
        try (InputStream in = file.openStream(0)) {
            return in.readAllBytes();
        }
    }

    /** The pseudo-version's end for a commit of the story. */
    static String shortId(String commit) {
        return RepositoryStory.id(commit).hex().substring(0, 12);
    }

    static ModuleAccessException refusal(ThrowingCallable call) {
        ModuleAccessException refusal = catchThrowableOfType(ModuleAccessException.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}
