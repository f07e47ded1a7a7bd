package io.github.goproxy4j.testkit;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.repository.StrongTag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A repository that does what another one does, for tests that make it do one thing otherwise. */
class Forwarding implements GoModuleRepository {
    private final GoModuleRepository to;

    Forwarding(GoModuleRepository to) {
        this.to = to;
    }

    @Override
    public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
        return to.versions(module);
    }

    @Override
    public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
        return to.info(module, query);
    }

    @Override
    public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
        return to.mod(id);
    }

    @Override
    public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
        return to.zip(id);
    }

    @Override
    public Optional<String> state(ModulePath module) throws IOException {
        return to.state(module);
    }

    /** A repository whose files are made of another one's. */
    static Forwarding withFiles(GoModuleRepository to, UnaryOperator<ModuleFile> change) {
        return withFiles(to, id -> true, change);
    }

    /** A repository whose files of one version are made of another one's. */
    static Forwarding withFilesOf(ModuleId of, GoModuleRepository to, UnaryOperator<ModuleFile> change) {
        return withFiles(to, of::equals, change);
    }

    private static Forwarding withFiles(
            GoModuleRepository to, Predicate<ModuleId> which, UnaryOperator<ModuleFile> change) {
        return new Forwarding(to) {
            @Override
            public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
                return which.test(id) ? change.apply(super.mod(id)) : super.mod(id);
            }

            @Override
            public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
                return which.test(id) ? change.apply(super.zip(id)) : super.zip(id);
            }
        };
    }

    /** A file that is as another one is. */
    static class File implements ModuleFile {
        private final ModuleFile to;

        File(ModuleFile to) {
            this.to = to;
        }

        @Override
        public OptionalLong size() {
            return to.size();
        }

        @Override
        public Optional<StrongTag> tag() {
            return to.tag();
        }

        @Override
        public Optional<Instant> lastModified() {
            return to.lastModified();
        }

        @Override
        public Optional<Path> path() {
            return to.path();
        }

        @Override
        public InputStream openStream(long from) throws IOException {
            return to.openStream(from);
        }

        @Override
        public void close() {
            to.close();
        }
    }
}
