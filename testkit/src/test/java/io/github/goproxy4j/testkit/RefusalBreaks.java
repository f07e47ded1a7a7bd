package io.github.goproxy4j.testkit;

import static io.github.goproxy4j.testkit.Sample.FORBIDDEN;
import static io.github.goproxy4j.testkit.Sample.GONE;
import static io.github.goproxy4j.testkit.Sample.INVALID;
import static io.github.goproxy4j.testkit.Sample.M;
import static io.github.goproxy4j.testkit.Sample.UNKNOWN;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** What makes a repository break one of the rules for what it does not hand out. */
final class RefusalBreaks {
    private final Map<String, UnaryOperator<GoModuleRepository>> all;

    RefusalBreaks(Map<String, UnaryOperator<GoModuleRepository>> all) {
        this.all = all;
    }

    void add() {
        refusals();
        unreachable();
    }

    private void refusals() {
        all.put("zip_versionThatGoRefuses_isInvalid", to -> absentZip(to, INVALID, () -> true));
        all.put("zip_versionThatIsLost_isGone", to -> absentZip(to, GONE, () -> true));
        all.put("infoAndMod_ofVersionThatGoRefuses_areThereOrInvalid", to -> absentInfo(to, INVALID.version()));
        all.put("infoAndMod_ofVersionThatIsLost_areThereOrGone", to -> absentMod(to, GONE));
        all.put("everything_ofForbiddenModule_isForbidden", to -> new Forwarding(to) {
            @Override
            public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
                if (module.equals(FORBIDDEN)) {
                    throw ModuleAccessException.notFound("unknown module");
                }
                return super.versions(module);
            }
        });
        all.put("refusals_askedForAgain_haveTheSameReason", to -> {
            AtomicInteger count = new AtomicInteger();
            return absentZip(to, INVALID, () -> count.getAndIncrement() > 0);
        });
        all.put("refusals_areOneLineOfText", to -> new Forwarding(to) {
            @Override
            public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
                if (id.path().equals(UNKNOWN)) {
                    throw ModuleAccessException.notFound("unknown module\n\tat Repository.java:1");
                }
                return super.mod(id);
            }
        });
        all.put("state_unknownModule_isAnAnswer", to -> new Forwarding(to) {
            @Override
            public Optional<String> state(ModulePath module) throws IOException {
                if (module.equals(UNKNOWN)) {
                    throw new IOException("no state of an unknown module");
                }
                return super.state(module);
            }
        });
    }

    private void unreachable() {
        all.put(
                "everything_whileTheSourceIsUnreachable_isUnknownAndNotAbsent",
                to -> absentInfo(to, Sample.V100.version()));
        all.put(
                "unknownVersion_whileTheSourceIsUnreachable_isUnknownAndNotAbsent",
                to -> absentMod(to, ContractRules.unknownVersionOf(M)));
        all.put("state_whileTheSourceIsUnreachable_isUnknownOrAnAnswer", to -> new Forwarding(to) {
            @Override
            public Optional<String> state(ModulePath module) {
                throw new UncheckedIOException(new IOException("no answer"));
            }
        });
    }

    private static GoModuleRepository absentInfo(GoModuleRepository to, ModuleVersion absent) {
        return new Forwarding(to) {
            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
                if (module.equals(M) && query.equals(new VersionQuery.Exact(absent))) {
                    throw ModuleAccessException.notFound("unknown revision");
                }
                return super.info(module, query);
            }
        };
    }

    private static GoModuleRepository absentMod(GoModuleRepository to, ModuleId absent) {
        return new Forwarding(to) {
            @Override
            public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
                if (id.equals(absent)) {
                    throw ModuleAccessException.notFound("unknown revision");
                }
                return super.mod(id);
            }
        };
    }

    private static GoModuleRepository absentZip(GoModuleRepository to, ModuleId absent, BooleanSupplier now) {
        return new Forwarding(to) {
            @Override
            public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
                if (id.equals(absent) && now.getAsBoolean()) {
                    throw ModuleAccessException.notFound("unknown revision");
                }
                return super.zip(id);
            }
        };
    }
}
