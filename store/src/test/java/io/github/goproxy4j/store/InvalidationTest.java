package io.github.goproxy4j.store;

import static io.github.goproxy4j.store.Modules.EMPTY;
import static io.github.goproxy4j.store.Modules.KEY;
import static io.github.goproxy4j.store.Modules.M;
import static io.github.goproxy4j.store.Modules.MASTER;
import static io.github.goproxy4j.store.Modules.NEXT;
import static io.github.goproxy4j.store.Modules.V100;
import static io.github.goproxy4j.store.Modules.exact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.goproxy4j.auth.Caller;
import io.github.goproxy4j.auth.Credentials;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.GoProject;
import io.github.goproxy4j.repository.GoProjects;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ProjectRef;
import java.security.Principal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is forgotten, and who gets what is kept. */
class InvalidationTest {
    private final ModuleCache cache = ModuleCache.of(CacheOptions.DEFAULTS);
    private Source source;
    private GoModuleRepository cached;

    @BeforeEach
    void open() throws Exception {
        source = new Source().withoutState();
        cached = cache.modules(KEY, source);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void invalidateModule_forgetsWhatMayChangeOfIt() throws Exception {
        cached.versions(M);
        cached.versions(EMPTY);
        cached.info(M, MASTER);
        cached.info(M, exact(V100));
        assertThatExceptionOfType(ModuleAccessException.class).isThrownBy(() -> cached.info(M, exact(NEXT)));
        source.answers(Modules.withNext());
        int asked = source.asked();
        cache.invalidate(KEY, M);
        assertThat(cached.versions(M)).contains(NEXT.version());
        assertThat(cached.info(M, MASTER).version()).contains(NEXT.version());
        assertThat(cached.info(M, exact(NEXT)).version()).contains(NEXT.version());
        assertThat(source.asked()).isEqualTo(asked + 3);
        cached.versions(EMPTY);
        cached.info(M, exact(V100));
        assertThat(source.asked()).isEqualTo(asked + 3);
    }

    @Test
    void invalidateProject_forgetsAllOfIt() throws Exception {
        cached.versions(M);
        cached.versions(EMPTY);
        cached.info(M, exact(V100));
        Modules.zip(cached, V100);
        GoModuleRepository other = cache.modules("another", source);
        other.versions(M);
        cache.invalidate(KEY);
        assertThat(cache.count()).isEqualTo(1);
        int asked = source.asked();
        other.versions(M);
        assertThat(source.asked()).isEqualTo(asked);
        cached.info(M, exact(V100));
        Modules.zip(cached, V100);
        assertThat(source.asked()).isEqualTo(asked + 2);
    }

    @Test
    void projects_callerWhoseAccessEnded_isRefusedThoughAllIsKept() throws Exception {
        Caller anna = caller("anna");
        Set<Caller> readers = new HashSet<>(Set.of(anna));
        AtomicInteger opened = new AtomicInteger();
        GoProjects projects = cache.projects((ref, caller) -> {
            opened.incrementAndGet();
            if (!readers.contains(caller)) {
                throw new ModuleAccessException(Reason.FORBIDDEN, "no access");
            }
            return new GoProject(KEY, false, source);
        });
        GoProject project = projects.open(ProjectRef.ROOT, anna);
        assertThat(project.key()).isEqualTo(KEY);
        assertThat(project.anonymousMayRead()).isFalse();
        project.modules().versions(M);
        readers.clear();
        assertThatExceptionOfType(ModuleAccessException.class)
                .isThrownBy(() -> projects.open(ProjectRef.ROOT, anna))
                .returns(Reason.FORBIDDEN, ModuleAccessException::reason);
        assertThat(opened).hasValue(2);
    }

    @Test
    void projects_callersWithOneKey_shareAnswers() throws Exception {
        GoProjects projects = cache.projects((ref, caller) -> new GoProject(KEY, false, source));
        projects.open(ProjectRef.ROOT, caller("anna")).modules().versions(M);
        projects.open(ProjectRef.ROOT, caller("bert")).modules().versions(M);
        assertThat(source.versions).hasValue(1);
    }

    @Test
    void projects_callersWithOtherKeys_shareNothing() throws Exception {
        Source other = new Source(Modules.withNext());
        GoProjects projects = cache.projects((ref, caller) -> caller.equals(caller("anna"))
                ? new GoProject("annas", false, source)
                : new GoProject("berts", false, other));
        GoModuleRepository annas =
                projects.open(ProjectRef.ROOT, caller("anna")).modules();
        GoModuleRepository berts =
                projects.open(ProjectRef.ROOT, caller("bert")).modules();
        for (int i = 0; i < 2; i++) {
            assertThat(berts.versions(M)).contains(NEXT.version());
            assertThat(annas.versions(M)).doesNotContain(NEXT.version());
            assertThat(Modules.zip(berts, NEXT)).isNotEmpty();
            assertThatExceptionOfType(ModuleAccessException.class).isThrownBy(() -> annas.zip(NEXT));
        }
    }

    private static Caller caller(String name) {
        return new Caller(Optional.of(new User(name)), Credentials.NONE);
    }

    private record User(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }
}
