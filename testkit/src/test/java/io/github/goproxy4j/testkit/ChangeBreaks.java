package io.github.goproxy4j.testkit;

import static io.github.goproxy4j.testkit.Sample.M;
import static io.github.goproxy4j.testkit.Sample.MASTER_QUERY;
import static io.github.goproxy4j.testkit.Sample.PUBLISHED;
import static io.github.goproxy4j.testkit.Sample.V100;
import static io.github.goproxy4j.testkit.Sample.V110;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.ModuleInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What makes a repository break one of the rules for what changes. They know what has been done to the repository from the
 * state that {@link ChangingRepository} has.
 */
final class ChangeBreaks {
    private final Map<String, UnaryOperator<GoModuleRepository>> all;

    ChangeBreaks(Map<String, UnaryOperator<GoModuleRepository>> all) {
        this.all = all;
    }

    void add() {
        publishing();
        moving();
        replacing();
    }

    private void publishing() {
        all.put("versions_afterPublishing_haveTheNewVersion", to -> new Forwarding(to) {
            @Override
            public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
                return super.versions(module).stream()
                        .filter(version -> !version.equals(PUBLISHED.version()))
                        .toList();
            }
        });
        all.put("versions_listThatWasHandedOut_isNotChangedByPublishing", to -> new Forwarding(to) {
            private final ThreadLocal<Map<ModulePath, List<ModuleVersion>>> lists =
                    ThreadLocal.withInitial(HashMap::new);

            @Override
            public List<ModuleVersion> versions(ModulePath module) throws ModuleAccessException, IOException {
                List<ModuleVersion> versions = super.versions(module);
                List<ModuleVersion> list = lists.get().computeIfAbsent(module, m -> new ArrayList<>());
                list.clear();
                list.addAll(versions);
                return list;
            }
        });
        all.put("otherVersions_afterPublishing_areAsTheyWere", to -> changedMod(to, V110, "p1"));
        all.put("state_afterPublishing_isAnotherIfTheListIs", to -> blindFor(to, "p1"));
    }

    private void moving() {
        all.put("state_afterMovingARevision_isAnotherIfTheAnswerIs", to -> blindFor(to, "m1"));
        all.put("info_revisionThatHasMoved_hasItsNewVersion", to -> new Forwarding(to) {
            private volatile Optional<ModuleInfo> kept = Optional.empty();

            @Override
            public ModuleInfo info(ModulePath module, VersionQuery query) throws ModuleAccessException, IOException {
                if (!module.equals(M) || !query.equals(MASTER_QUERY)) {
                    return super.info(module, query);
                }
                ModuleInfo info = kept.isPresent() ? kept.get() : super.info(module, query);
                kept = Optional.of(info);
                return info;
            }
        });
    }

    private void replacing() {
        all.put("version_whoseSourceWasReplaced_isAsItWasOrGone", to -> changedMod(to, V100, "r1"));
        all.put(
                "lease_whileTheSourceIsReplaced_keepsItsBytes",
                to -> Forwarding.withFiles(to, file -> new Forwarding.File(file) {
                    private final Optional<String> state = stateOf(to);

                    @Override
                    public InputStream openStream(long from) throws IOException {
                        return state.equals(stateOf(to))
                                ? super.openStream(from)
                                : new ByteArrayInputStream(new byte[3]);
                    }
                }));
    }

    private static Optional<String> stateOf(GoModuleRepository repository) {
        try {
            return repository.state(M);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A repository whose go.mod of a version is another one once something was done. */
    private static GoModuleRepository changedMod(GoModuleRepository to, ModuleId changed, String once) {
        return new Forwarding(to) {
            @Override
            public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
                boolean change = id.equals(changed) && stateOf(to).orElseThrow().contains(once);
                return change ? FileBreaks.withComment(super.mod(id)) : super.mod(id);
            }
        };
    }

    /** A repository whose state does not show that something was done. */
    private static GoModuleRepository blindFor(GoModuleRepository to, String done) {
        return new Forwarding(to) {
            @Override
            public Optional<String> state(ModulePath module) throws IOException {
                return super.state(module).map(state -> state.replace(done, done.replace('1', '0')));
            }
        };
    }
}
