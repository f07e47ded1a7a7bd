package io.github.goproxy4j;

import io.github.goproxy4j.AccessEvent.Endpoint;
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
import io.github.goproxy4j.resolve.ModResolver;
import io.github.goproxy4j.resolve.VersionListResolver;
import io.github.goproxy4j.resolve.ZipResolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of a project, in the words of the GOPROXY protocol.
 *
 * <p>{@link #parse} is the only reader of protocol paths.
 *
 * @see <a href="https://go.dev/ref/mod#goproxy-protocol">Go Modules Reference, GOPROXY protocol</a>
 */
sealed interface ModuleRequest {
    /** What the request is about. */
    Target target();

    /**
     * What a path names.
     *
     * @param endpoint the kind of file
     * @param module the module, if any
     * @param version the text of the version or other query, if any
     */
    record Target(Endpoint endpoint, Optional<ModulePath> module, Optional<String> version) {
        static Target of(Endpoint endpoint) {
            return new Target(endpoint, Optional.empty(), Optional.empty());
        }

        static Target of(Endpoint endpoint, ModulePath module, VersionQuery query) {
            return new Target(endpoint, Optional.of(module), Optional.of(query.text()));
        }

        /** For the beginning of a refusal: {@code example.com/m@v1.2.0}, or nothing. */
        String subject() {
            return module.map(ModulePath::toString).orElse("")
                    + version.map(text -> "@" + text).orElse("");
        }
    }

    /** Asks the repository. The caller closes the answer's body. */
    Answer answer(GoModuleRepository modules) throws ModuleAccessException, IOException;

    /** The same in a GitLab path, where a version may lack its {@code v}: see {@link VersionAlias}. */
    default ModuleRequest inGitLabPath() {
        return this;
    }

    /** The project itself: {@code GOAUTH=git} tries credentials there. */
    record Base() implements ModuleRequest {
        @Override
        public Target target() {
            return Target.of(Endpoint.BASE);
        }

        @Override
        public Answer answer(GoModuleRepository modules) {
            byte[] text = "A Go module proxy: use this URL as GOPROXY.\n".getBytes(StandardCharsets.UTF_8);
            return new Answer(ContentType.TEXT, Freshness.NO_STORE, ModuleFile.of(text));
        }
    }

    /** {@code /$module/@v/list}. */
    record VersionList(ModulePath module) implements ModuleRequest {
        @Override
        public Target target() {
            return new Target(Endpoint.LIST, Optional.of(module), Optional.empty());
        }

        @Override
        public Answer answer(GoModuleRepository modules) throws ModuleAccessException, IOException {
            return new Answer(
                    ContentType.TEXT,
                    Freshness.SHORT,
                    new VersionListResolver(modules).file(module).lease());
        }
    }

    /** {@code /$module/@latest}. */
    record Latest(ModulePath module) implements ModuleRequest {
        @Override
        public Target target() {
            return Target.of(Endpoint.LATEST, module, VersionQuery.LATEST);
        }

        @Override
        public Answer answer(GoModuleRepository modules) throws ModuleAccessException, IOException {
            ModuleInfo info = new LatestResolver(modules).resolve(module);
            return new Answer(ContentType.JSON, Freshness.SHORT, info.file());
        }
    }

    /** {@code /$module/@v/$version.info}. */
    record Info(ModulePath module, VersionQuery query) implements ModuleRequest {
        @Override
        public Target target() {
            return Target.of(Endpoint.INFO, module, query);
        }

        @Override
        public Answer answer(GoModuleRepository modules) throws ModuleAccessException, IOException {
            ModuleInfo info = new InfoResolver(modules).resolve(module, query);
            boolean fixed = query instanceof VersionQuery.Exact exact
                    && info.version().filter(exact.version()::equals).isPresent();
            return new Answer(ContentType.JSON, fixed ? Freshness.IMMUTABLE : Freshness.SHORT, info.file());
        }

        @Override
        public ModuleRequest inGitLabPath() {
            return VersionAlias.of(query)
                    .<ModuleRequest>map(version -> new AliasInfo(module, version, query))
                    .orElse(this);
        }
    }

    /**
     * {@code /$module/@v/1.0.0.info} in a GitLab path: of {@code v1.0.0} if there is that version, else of what the query
     * means to {@code go}, such as a tag {@code 1.0.0}. Once there is the version, it stays, and so may the answer.
     */
    record AliasInfo(ModulePath module, ModuleVersion version, VersionQuery query) implements ModuleRequest {
        @Override
        public Target target() {
            return Target.of(Endpoint.INFO, module, query);
        }

        @Override
        public Answer answer(GoModuleRepository modules) throws ModuleAccessException, IOException {
            try {
                return new Info(module, new VersionQuery.Exact(version)).answer(modules);
            } catch (ModuleAccessException e) {
                return switch (e.reason()) {
                    case NOT_FOUND -> new Info(module, query).answer(modules);
                    case UNAUTHENTICATED, FORBIDDEN, INVALID, GONE -> throw e;
                };
            }
        }
    }

    /** {@code /$module/@v/$version.mod}. */
    record Mod(ModulePath module, VersionQuery query) implements ModuleRequest {
        @Override
        public Target target() {
            return Target.of(Endpoint.MOD, module, query);
        }

        @Override
        public Answer answer(GoModuleRepository modules) throws ModuleAccessException, IOException {
            return new Answer(ContentType.TEXT, Freshness.IMMUTABLE, new ModResolver(modules).resolve(module, query));
        }

        @Override
        public ModuleRequest inGitLabPath() {
            return new Mod(module, VersionAlias.resolve(query));
        }
    }

    /** {@code /$module/@v/$version.zip}. */
    record Zip(ModulePath module, VersionQuery query) implements ModuleRequest {
        @Override
        public Target target() {
            return Target.of(Endpoint.ZIP, module, query);
        }

        @Override
        public Answer answer(GoModuleRepository modules) throws ModuleAccessException, IOException {
            return new Answer(ContentType.ZIP, Freshness.IMMUTABLE, new ZipResolver(modules).resolve(module, query));
        }

        @Override
        public ModuleRequest inGitLabPath() {
            return new Zip(module, VersionAlias.resolve(query));
        }
    }

    /** {@code /sumdb/...}: refused, which tells the client to ask the checksum database itself. */
    record Sumdb() implements ModuleRequest {
        @Override
        public Target target() {
            return Target.of(Endpoint.OTHER);
        }

        @Override
        public Answer answer(GoModuleRepository modules) throws ModuleAccessException {
            throw ModuleAccessException.notFound("no checksum database is served here");
        }
    }

    /**
     * Reads a protocol path.
     *
     * @param tail the segments below the project, percent-encoded
     * @throws ModuleAccessException if there is no such path in the protocol; the text names what is wrong with it
     */
    static ModuleRequest parse(List<String> tail) throws ModuleAccessException {
        if (tail.isEmpty() || tail.equals(List.of(""))) {
            return new Base();
        }
        StringBuilder path = new StringBuilder();
        for (String segment : tail) {
            String text = RawPath.decode(segment);
            if (text.indexOf('/') >= 0) {
                throw RawPath.malformed("it has a slash written as %2F");
            }
            path.append('/').append(text);
        }
        if (tail.get(0).equals("sumdb")) {
            return new Sumdb();
        }
        return parsePath(path.substring(1));
    }

    private static ModuleRequest parsePath(String path) throws ModuleAccessException {
        try {
            // The first one counts: no module path has an @, and no query a slash.
            int marker = path.indexOf("/@v/");
            if (marker >= 0) {
                return parseFile(ModulePath.decode(path.substring(0, marker)), path.substring(marker + 4));
            }
            if (path.endsWith("/@latest")) {
                return new Latest(ModulePath.decode(path.substring(0, path.length() - "/@latest".length())));
            }
            throw ModuleAccessException.notFound("no such path in the Go module proxy protocol");
        } catch (ModuleSyntaxException e) {
            throw new ModuleAccessException(
                    ModuleAccessException.Reason.INVALID, Objects.requireNonNull(e.getMessage()), e);
        }
    }

    private static ModuleRequest parseFile(ModulePath module, String file) throws ModuleAccessException {
        if (file.equals("list")) {
            return new VersionList(module);
        }
        int dot = file.lastIndexOf('.');
        String version = file.substring(0, Math.max(dot, 0));
        return switch (file.substring(dot + 1)) {
            case "info" -> new Info(module, VersionQuery.decode(version));
            case "mod" -> new Mod(module, VersionQuery.decode(version));
            case "zip" -> new Zip(module, VersionQuery.decode(version));
            default -> throw ModuleAccessException.notFound("no such file in the Go module proxy protocol");
        };
    }
}
