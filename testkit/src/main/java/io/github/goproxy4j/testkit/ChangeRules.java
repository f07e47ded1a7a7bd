package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The rules for what becomes of answers when what the repository reads from changes. */
abstract class ChangeRules extends ThreadRules {
    @Test
    void versions_afterPublishing_haveTheNewVersion() throws Throwable {
        RepositoryFixture.Publishing publishing = publishing();
        ModuleId id = publishing.id();
        assertThat(repository().versions(id.path()))
                .as("before %s was published", id)
                .doesNotContain(id.version());
        publishing.change().execute();
        assertThat(repository().versions(id.path()))
                .as("after %s was published", id)
                .contains(id.version());
        assertThatCode(() -> useEverything(id)).as("asking for %s", id).doesNotThrowAnyException();
    }

    /** Who goes through the list must not find it another one at the end. */
    @Test
    void versions_listThatWasHandedOut_isNotChangedByPublishing() throws Throwable {
        RepositoryFixture.Publishing publishing = publishing();
        List<ModuleVersion> list = repository().versions(publishing.id().path());
        List<ModuleVersion> copy = List.copyOf(list);
        publishing.change().execute();
        repository().versions(publishing.id().path());
        assertThat(list).as("the list from before").isEqualTo(copy);
    }

    @Test
    void otherVersions_afterPublishing_areAsTheyWere() throws Throwable {
        RepositoryFixture.Publishing publishing = publishing();
        List<Object> before = new ArrayList<>();
        for (ModuleId id : given().ids()) {
            before.add(contentsOf(id));
        }
        publishing.change().execute();
        List<Object> after = new ArrayList<>();
        for (ModuleId id : given().ids()) {
            after.add(contentsOf(id));
        }
        assertThat(after).as("info and hashes of %s", given().ids()).isEqualTo(before);
    }

    /** Otherwise who keeps answers by their state would keep the old ones. */
    @Test
    void state_afterPublishing_isAnotherIfTheListIs() throws Throwable {
        RepositoryFixture.Publishing publishing = publishing();
        ModulePath module = publishing.id().path();
        Optional<String> before = repository().state(module);
        Set<ModuleVersion> versions = new HashSet<>(repository().versions(module));
        publishing.change().execute();
        Optional<String> after = repository().state(module);
        if (before.isPresent() && !new HashSet<>(repository().versions(module)).equals(versions)) {
            assertThat(after)
                    .as("state of %s after its list has changed", module)
                    .isNotEqualTo(before);
        }
    }

    @Test
    void state_afterMovingARevision_isAnotherIfTheAnswerIs() throws Throwable {
        RepositoryFixture.Moving moving = moving();
        ModulePath module = moving.revision().module();
        VersionQuery query = moving.revision().query();
        Optional<String> before = repository().state(module);
        Object answer = answer(module, query);
        moving.change().execute();
        Optional<String> after = repository().state(module);
        if (before.isPresent() && !answer(module, query).equals(answer)) {
            assertThat(after)
                    .as("state of %s after %s has moved", module, query.text())
                    .isNotEqualTo(before);
        }
    }

    @Test
    void info_revisionThatHasMoved_hasItsNewVersion() throws Throwable {
        RepositoryFixture.Moving moving = moving();
        RepositoryFixture.Revision revision = moving.revision();
        assertThat(answer(revision.module(), revision.query()))
                .as("before it moves")
                .isNotNull();
        moving.change().execute();
        assertThat(repository().info(revision.module(), revision.query()).version())
                .as("version of %s at %s", revision.module(), revision.query().text())
                .contains(revision.version());
    }

    /** The {@code go} command reports another content of a version to its user as an attack. */
    @Test
    void version_whoseSourceWasReplaced_isAsItWasOrGone() throws Throwable {
        RepositoryFixture.Publishing replacing = replacing();
        ModuleId id = replacing.id();
        List<Callable<Object>> calls = contents(id);
        List<Object> before = new ArrayList<>();
        for (Callable<Object> call : calls) {
            before.add(call.call());
        }
        replacing.change().execute();
        for (int i = 0; i < calls.size(); i++) {
            assertThat(orReason(calls.get(i)))
                    .as("info, go.mod or zip of %s after its source was replaced", id)
                    .isIn(before.get(i), Reason.GONE);
        }
    }

    @Test
    void lease_whileTheSourceIsReplaced_keepsItsBytes() throws Throwable {
        RepositoryFixture.Publishing replacing = replacing();
        byte[] mod = bytesOfMod(replacing.id());
        try (ModuleFile ofMod = repository().mod(replacing.id());
                ModuleFile ofZip = repository().zip(replacing.id())) {
            byte[] zip = bytes(ofZip);
            try (InputStream in = ofZip.openStream(0)) {
                byte[] start = in.readNBytes(zip.length / 2);
                replacing.change().execute();
                assertThat(in.readAllBytes())
                        .as("the rest of a zip that is being read")
                        .isEqualTo(Arrays.copyOfRange(zip, start.length, zip.length));
            }
            assertThat(bytes(ofMod)).as("a go.mod that was open").isEqualTo(mod);
            assertThat(bytes(ofZip)).as("a zip that was open").isEqualTo(zip);
        }
    }

    private RepositoryFixture.Publishing publishing() {
        return shown(given().publishing(), "publishing(...)");
    }

    private RepositoryFixture.Moving moving() {
        return shown(given().moving(), "moving(...)");
    }

    private RepositoryFixture.Publishing replacing() {
        return shown(given().replacing(), "replacing(...)");
    }

    private List<Object> contentsOf(ModuleId id) throws Exception {
        List<Object> all = new ArrayList<>();
        for (Callable<Object> content : contents(id)) {
            all.add(content.call());
        }
        return all;
    }

    private List<Callable<Object>> contents(ModuleId id) {
        return List.of(
                () -> repository().info(id.path(), new VersionQuery.Exact(id.version())),
                () -> ModuleHash.ofGoMod(bytesOfMod(id)),
                () -> ModuleHash.ofZip(copyOfZip(id)));
    }

    private static Object orReason(Callable<Object> call) throws Exception {
        try {
            return call.call();
        } catch (ModuleAccessException e) {
            return e.reason();
        }
    }
}
