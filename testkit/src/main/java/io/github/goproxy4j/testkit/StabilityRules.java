package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules for what must not change from one call to the next. */
abstract class StabilityRules extends LeaseRules {
    @Test
    void info_askedAgain_isTheSame() throws Exception {
        for (ModuleId id : given().ids()) {
            VersionQuery query = new VersionQuery.Exact(id.version());
            ModuleInfo before = repository().info(id.path(), query);
            useEverything(id);
            assertThat(repository().info(id.path(), query)).as("info of %s", id).isEqualTo(before);
        }
    }

    /** The {@code go} command reports a changed byte to its user as an attack. */
    @Test
    void mod_openedAgain_hasTheSameBytes() throws Exception {
        for (ModuleId id : given().ids()) {
            byte[] before = bytesOfMod(id);
            useEverything(id);
            assertThat(bytesOfMod(id)).as("go.mod of %s", id).isEqualTo(before);
        }
    }

    /** The bytes of a zip may change, the names and contents of its files may not. */
    @Test
    void zip_openedAgain_hasTheSameFiles() throws Exception {
        for (ModuleId id : given().ids()) {
            ModuleHash before = ModuleHash.ofZip(copyOfZip(id));
            useEverything(id);
            assertThat(ModuleHash.ofZip(copyOfZip(id))).as("h1 of %s", id).isEqualTo(before);
        }
    }

    @Test
    void state_whileNothingChanges_isTheSame() throws Exception {
        for (ModulePath module : given().modulesWithVersions()) {
            Optional<String> before = repository().state(module);
            repository().versions(module);
            assertThat(repository().state(module)).as("state of %s", module).isEqualTo(before);
        }
    }

    /** Who has kept the answers of a state goes on giving them while that state lasts. */
    @Test
    void answers_whileTheStateIsTheSame_areTheSame() throws Exception {
        for (ModulePath module : given().modulesWithVersions()) {
            Optional<String> before = repository().state(module);
            List<Object> answers = inexactAnswers(module);
            useEverything(
                    new ModuleId(module, given().versionsOf(module).iterator().next()));
            List<Object> later = inexactAnswers(module);
            if (before.isPresent() && repository().state(module).equals(before)) {
                assertThat(later).as("answers for %s", module).isEqualTo(answers);
            }
        }
    }

    /** The answers to {@code versions} and to the queries that are not exact. */
    final List<Object> inexactAnswers(ModulePath module) throws ModuleAccessException, IOException {
        List<Object> answers = new ArrayList<>();
        answers.add(new HashSet<>(repository().versions(module)));
        List<VersionQuery> queries = new ArrayList<>(List.of(VersionQuery.LATEST, VersionQuery.HEAD));
        given().revisions().stream()
                .filter(revision -> revision.module().equals(module))
                .forEach(revision -> queries.add(revision.query()));
        for (VersionQuery query : queries) {
            answers.add(answer(module, query));
        }
        return answers;
    }

    /** An info, or why there is none. */
    final Object answer(ModulePath module, VersionQuery query) throws IOException {
        try {
            return repository().info(module, query);
        } catch (ModuleAccessException e) {
            return e.reason();
        }
    }
}
