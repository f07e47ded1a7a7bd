package io.github.goproxy4j.testkit;

import static io.github.goproxy4j.testkit.Sample.EMPTY;
import static io.github.goproxy4j.testkit.Sample.M;
import static io.github.goproxy4j.testkit.Sample.UNKNOWN;
import static io.github.goproxy4j.testkit.Sample.V100;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** For each rule of the contract, what makes a repository break it and no other one. */
final class Breaks {
    /** In the names of the rules that are broken by what is done to the repository that is unreachable. */
    static final String OF_UNREACHABLE = "_whileTheSourceIsUnreachable_";

    private static final ModuleInfo UNSERVED = ModuleInfo.of(ModuleVersion.parse("v1.9.9"), Instant.EPOCH);

    private final Map<String, UnaryOperator<GoModuleRepository>> all = new LinkedHashMap<>();

    private Breaks() {
        answers();
        stability();
        new RefusalBreaks(all).add();
        new FileBreaks(all).add();
        new LeaseBreaks(all).add();
        new ChangeBreaks(all).add();
        new HostileBreaks(all).add();
    }

    static Map<String, UnaryOperator<GoModuleRepository>> all() {
        return new Breaks().all;
    }

    private void answers() {
        versions("versions_knownModule_areItsVersions", M::equals, list -> list.remove(V100.version()));
        all.put("versions_moduleWithoutVersions_areEmpty", to -> new Forwarding(to) {
            @Override
            public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
                List<ModuleVersion> versions = super.versions(module);
                if (module.equals(EMPTY)) {
                    throw ModuleAccessException.notFound("unknown module");
                }
                return versions;
            }
        });
        versions(
                "versions_fitTheModulePath",
                M::equals,
                list -> list.add(ModuleVersion.parse("v2.0.0-20200102030405-0123456789ab")));
        all.put("versions_unknownModule_areNotFound", to -> new Forwarding(to) {
            @Override
            public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
                return module.equals(UNKNOWN) ? List.of() : super.versions(module);
            }
        });
        info("info_unknownModule_isNotFound", UNKNOWN, VersionQuery.HEAD, UNSERVED);
        info(
                "info_unknownVersion_isNotFound",
                M,
                new VersionQuery.Exact(ContractRules.unknownVersionOf(M).version()),
                UNSERVED);
        info("info_unknownRevision_isNotFound", M, AnswerRules.UNKNOWN_REVISION, UNSERVED);
        info("info_exactVersion_hasThatVersion", M, new VersionQuery.Exact(V100.version()), UNSERVED);
        ModuleVersion forbidden = ModuleVersion.parse("v987.0.0");
        info(
                "info_versionThatThePathForbids_isRefusedOrOneThatItAllows",
                M,
                new VersionQuery.Exact(forbidden),
                ModuleInfo.of(forbidden, Instant.EPOCH));
        all.put("info_revision_hasTheVersionItStandsFor", to -> new Forwarding(to) {
            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
                ModuleInfo info = super.info(module, query);
                boolean confused = query.equals(Sample.MASTER_QUERY)
                        && info.version().orElseThrow().equals(Sample.MASTER.version());
                return confused ? ModuleInfo.of(V100.version(), Instant.EPOCH) : info;
            }
        });
        info("info_latest_isNotFoundOrCanBeServed", M, VersionQuery.LATEST, UNSERVED);
        info("info_head_isNotFoundOrCanBeServed", M, VersionQuery.HEAD, UNSERVED);
    }

    private void stability() {
        all.put("state_whileNothingChanges_isTheSame", to -> new Forwarding(to) {
            private final Thread maker = Thread.currentThread();
            private int count;

            @Override
            public Optional<String> state(ModulePath module) {
                return Optional.of("state " + (Thread.currentThread() == maker ? count++ : 0));
            }
        });
        all.put("state_askedByManyThreadsAtOnce_isTheSame", to -> new Forwarding(to) {
            private final Thread maker = Thread.currentThread();

            @Override
            public Optional<String> state(ModulePath module) throws IOException {
                Thread caller = Thread.currentThread();
                return caller == maker ? super.state(module) : Optional.of(caller.getName());
            }
        });
        all.put("answers_whileTheStateIsTheSame_areTheSame", to -> new Forwarding(to) {
            private int count;

            @Override
            public Optional<String> state(ModulePath module) throws IOException {
                count++;
                return super.state(module);
            }

            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
                boolean later = module.equals(M) && query == VersionQuery.LATEST && count > 1;
                return super.info(module, later ? new VersionQuery.Exact(Sample.V110.version()) : query);
            }
        });
        all.put("info_askedAgain_isTheSame", to -> new Forwarding(to) {
            private boolean later;

            @Override
            public Optional<String> state(ModulePath module) throws IOException {
                later = true;
                return super.state(module);
            }

            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
                ModuleInfo info = super.info(module, query);
                return later && query instanceof VersionQuery.Exact
                        ? ModuleInfo.of(info.version().orElseThrow(), Instant.EPOCH)
                        : info;
            }
        });
        all.put("concurrentCalls_getTheSameAnswers", to -> new Forwarding(to) {
            private final AtomicReference<Thread> only = new AtomicReference<>();

            @Override
            public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
                Thread first = only.compareAndExchange(null, Thread.currentThread());
                if (first != null && first != Thread.currentThread()) {
                    throw new IOException("is used by another thread");
                }
                return super.versions(module);
            }
        });
        all.put("interruptedCalls_answerAsEverOrDoNotKnow", to -> new Forwarding(to) {
            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
                if (Thread.currentThread().isInterrupted()) {
                    throw ModuleAccessException.notFound("unknown revision");
                }
                return super.info(module, query);
            }
        });
        all.put("interruptedCalls_leaveEverythingToOtherThreads", to -> new Forwarding(to) {
            private volatile boolean broken;

            @Override
            public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
                broken |= Thread.currentThread().isInterrupted();
                if (broken) {
                    throw new ClosedChannelException();
                }
                return super.mod(id);
            }
        });
    }

    private interface Change {
        boolean to(List<ModuleVersion> versions);
    }

    private void versions(String rule, Predicate<ModulePath> where, Change change) {
        all.put(rule, to -> new Forwarding(to) {
            @Override
            public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
                List<ModuleVersion> versions = new ArrayList<>(super.versions(module));
                if (where.test(module) && !change.to(versions)) {
                    throw new IllegalStateException("nothing to change");
                }
                return versions;
            }
        });
    }

    private void info(String rule, ModulePath asked, VersionQuery about, ModuleInfo answer) {
        all.put(rule, to -> new Forwarding(to) {
            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
                return module.equals(asked) && query.equals(about) ? answer : super.info(module, query);
            }
        });
    }
}
