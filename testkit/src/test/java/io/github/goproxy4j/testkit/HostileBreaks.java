package io.github.goproxy4j.testkit;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What makes a repository break one of the rules for names that nobody foresaw. */
final class HostileBreaks {
    private final Map<String, UnaryOperator<GoModuleRepository>> all;

    HostileBreaks(Map<String, UnaryOperator<GoModuleRepository>> all) {
        this.all = all;
    }

    void add() {
        modules();
        versions();
    }

    private static void requireFileName(ModulePath module) throws IOException {
        if (module.toString().length() > 255) {
            throw new IOException("file name too long");
        }
    }

    private static void requireNoDevice(ModuleVersion version) throws IOException {
        if (version.toString().endsWith("-NUL")) {
            throw new IOException("the parameter is incorrect");
        }
    }

    private void modules() {
        all.put("versions_oddModuleNames_areNotFoundSoon", to -> new Forwarding(to) {
            @Override
            public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
                requireFileName(module);
                return super.versions(module);
            }
        });
        all.put("info_oddModuleNames_areNotFoundSoon", to -> new Forwarding(to) {
            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
                requireFileName(module);
                return super.info(module, query);
            }
        });
        all.put("files_oddModuleNames_areNotFoundSoon", to -> new Forwarding(to) {
            @Override
            public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
                requireFileName(id.path());
                return super.zip(id);
            }
        });
        all.put("state_oddModuleNames_isAnAnswerSoon", to -> new Forwarding(to) {
            @Override
            public Optional<String> state(ModulePath module) throws IOException {
                requireFileName(module);
                return super.state(module);
            }
        });
    }

    private void versions() {
        all.put("info_oddRevisions_areRefusedSoon", to -> new Forwarding(to) {
            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
                if (query.text().startsWith("-")) {
                    throw new IOException("unknown option " + query.text());
                }
                return super.info(module, query);
            }
        });
        all.put("info_oddVersions_areRefusedSoon", to -> new Forwarding(to) {
            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
                if (query instanceof VersionQuery.Exact exact) {
                    requireNoDevice(exact.version());
                }
                return super.info(module, query);
            }
        });
        all.put("files_oddVersions_areRefusedSoon", to -> new Forwarding(to) {
            @Override
            public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
                requireNoDevice(id.version());
                return super.mod(id);
            }
        });
    }
}
