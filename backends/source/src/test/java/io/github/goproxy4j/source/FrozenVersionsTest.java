package io.github.goproxy4j.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import io.github.goproxy4j.repository.ModuleInfo;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A version stays what its first answer was, whatever becomes of its tag. */
class FrozenVersionsTest {
    private static final String M = "example.com/m";

    private static final String STORY = """
            == commit old
            -- go.mod --
            module example.com/m
            -- a.go --
            old
            == tag v1.0.0
            == commit new
            -- go.mod --
            module example.com/m // new
            -- a.go --
            new
            == branch main
            """;

    /** The three answers that publish a version. */
    private enum First {
        INFO {
            @Override
            void ask(Modules modules, String version) throws Exception {
                modules.info(M, version);
            }
        },
        MOD {
            @Override
            void ask(Modules modules, String version) throws Exception {
                modules.mod(M, version);
            }
        },
        ZIP {
            @Override
            void ask(Modules modules, String version) throws Exception {
                modules.zip(M, version);
            }
        };

        abstract void ask(Modules modules, String version) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void movedTag_afterAnyAnswer_keepsItsContent(First first) throws Exception {
        Modules modules = Modules.of(STORY);
        first.ask(modules, "v1.0.0");
        modules.move("v1.0.0", "new");

        assertThat(commit(modules, "v1.0.0")).isEqualTo("old");
        assertThat(modules.mod(M, "v1.0.0")).isEqualTo("module example.com/m\n");
        assertThat(modules.zip(M, "v1.0.0")).containsEntry("a.go", "old\n");
    }

    @ParameterizedTest
    @EnumSource
    void lostCommit_isGoneForEveryAnswerAndSaysWhy(First then) throws Exception {
        Modules modules = Modules.of(STORY + "== tag v1.1.0 on new\n");
        modules.info(M, "v1.0.0");
        modules.move("v1.0.0", "new");
        modules.collect("old");

        ModuleAccessException refusal = Modules.refusal(() -> then.ask(modules, "v1.0.0"));
        assertThat(refusal.reason()).isEqualTo(Reason.GONE);
        assertThat(refusal)
                .hasMessage("v1.0.0 was published from commit " + Modules.shortId("old")
                        + ", which is no longer in the repository; a version's content never changes, tag a new one");
        then.ask(modules, "v1.1.0");
    }

    @Test
    void lostCommit_thatComesBack_isServedAgain() throws Exception {
        Modules modules = Modules.of(STORY);
        modules.info(M, "v1.0.0");
        MemoryRepository.Node old = modules.source.commits.remove(RepositoryStory.id("old"));
        assertThat(Modules.refusal(() -> modules.zip(M, "v1.0.0")).reason()).isEqualTo(Reason.GONE);
        modules.source.commits.put(RepositoryStory.id("old"), old);
        assertThat(modules.zip(M, "v1.0.0")).containsEntry("a.go", "old\n");
    }

    @Test
    void lostContentOfACommitThatIsThere_isNoAnswer() throws Exception {
        Modules modules = Modules.of(STORY + "-- b.go (missing) --\nx\n== tag v1.1.0\n");
        modules.info(M, "v1.1.0");
        assertThatIOException().isThrownBy(() -> modules.zip(M, "v1.1.0"));
    }

    @Test
    void versions_publishNothing() throws Exception {
        Modules modules = Modules.of(STORY);
        modules.versions(M);
        modules.repository.state(ModulePath.parse(M));
        modules.move("v1.0.0", "new");
        assertThat(commit(modules, "v1.0.0")).isEqualTo("new");
    }

    @Test
    void refusedZip_publishesNothing() throws Exception {
        Modules modules = Modules.of("== commit bad\n-- a*b --\n== tag v1.0.0\n== commit good\n-- a*b (removed) --\n");
        assertThat(Modules.refusal(() -> modules.zip(M, "v1.0.0")).reason()).isEqualTo(Reason.INVALID);
        modules.move("v1.0.0", "good");
        assertThat(commit(modules, "v1.0.0")).isEqualTo("good");
    }

    @Test
    void failedZip_publishesNothing() throws Exception {
        Modules modules = Modules.of(
                "== commit bad\n-- a.go (missing) --\nx\n== tag v1.0.0\n== commit good\n-- a.go (removed) --\n");
        assertThatIOException().isThrownBy(() -> modules.zip(M, "v1.0.0"));
        modules.move("v1.0.0", "good");
        assertThat(commit(modules, "v1.0.0")).isEqualTo("good");
    }

    @Test
    void zip_afterOtherAnswers_addsItsHashToWhatWasPublished() throws Exception {
        PublishedVersions published = PublishedVersions.inMemory();
        Modules modules = Modules.of("== commit one\n-- go.mod --\nmodule example.com/m\n== tag v1.0.0\n", published);
        First.INFO.ask(modules, "v1.0.0");
        PublishedVersion before = published.find(Modules.id(M, "v1.0.0")).orElseThrow();
        assertThat(before)
                .isEqualTo(new PublishedVersion(
                        RepositoryStory.id("one"),
                        Instant.parse("2020-01-01T00:00:00Z"),
                        ModuleHash.ofGoMod(MemoryRepository.bytes("module example.com/m\n")),
                        Optional.empty()));
        First.ZIP.ask(modules, "v1.0.0");
        assertThat(published.find(Modules.id(M, "v1.0.0")))
                .hasValue(new PublishedVersion(
                        before.commit(), before.time(), before.mod(), Optional.of(hashOfTheZip())));
    }

    /** The hash of that module's zip, put together from the hash of its one file. */
    private static ModuleHash hashOfTheZip() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        String file = HexFormat.of().formatHex(sha256.digest(MemoryRepository.bytes("module example.com/m\n")));
        byte[] summary = sha256.digest(MemoryRepository.bytes(file + "  example.com/m@v1.0.0/go.mod\n"));
        return new ModuleHash("h1:" + Base64.getEncoder().encodeToString(summary));
    }

    @Test
    void info_ofABranchOnATag_publishesTheTagsVersion() throws Exception {
        Modules modules = Modules.of(STORY + "== branch release on old\n");
        assertThat(modules.version(M, "release")).isEqualTo("v1.0.0");
        modules.move("v1.0.0", "new");
        assertThat(commit(modules, "v1.0.0")).isEqualTo("old");
    }

    @Test
    void info_asksForAMovedTag_isTheSameToTheLetter() throws Exception {
        Modules modules = Modules.of(STORY + "== annotated v1.1.0\n");
        ModuleInfo lightweight = modules.info(M, "v1.0.0");
        ModuleInfo annotated = modules.info(M, "v1.1.0");
        String pseudoVersion = modules.version(M, "main");
        modules.move("v1.0.0", "new");
        modules.move("v1.1.0", "old");
        assertThat(modules.info(M, "v1.0.0")).isEqualTo(lightweight);
        assertThat(modules.info(M, "v1.1.0")).isEqualTo(annotated);
        assertThat(lightweight.origin().orElseThrow().ref()).hasValue("refs/tags/v1.0.0");
        assertThat(pseudoVersion).isEqualTo("v1.1.0");
    }

    @Test
    void info_pseudoVersion_isTheSameWithoutItsBase() throws Exception {
        Modules modules = Modules.of(STORY);
        String pseudo = modules.version(M, "main");
        assertThat(pseudo).startsWith("v1.0.1-0.");
        ModuleInfo before = modules.info(M, pseudo);
        modules.source.tags.clear();
        assertThat(modules.info(M, pseudo)).isEqualTo(before);
        assertThat(before.origin().orElseThrow().ref()).isEmpty();
        assertThat(modules.zip(M, pseudo)).containsEntry("a.go", "new\n");
        assertThat(Modules.refusal(() -> Modules.of(modules.source, PublishedVersions.inMemory())
                                .info(M, pseudo))
                        .reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void pseudoVersion_thatIsNotRecorded_isServedByTheRules() throws Exception {
        Modules modules = Modules.of(STORY, PublishedVersions.inMemory(0));
        String pseudo = modules.version(M, "main");
        assertThat(modules.zip(M, pseudo)).containsEntry("a.go", "new\n");
        modules.source.tags.clear();
        assertThat(Modules.refusal(() -> modules.info(M, pseudo)).reason()).isEqualTo(Reason.INVALID);
    }

    @Test
    void deletedTag_isNotListedAndStillServed() throws Exception {
        Modules modules = Modules.of("""
                == commit one
                -- sub/go.mod --
                module example.com/m/sub
                == tag sub/v1.0.0
                == commit two
                -- sub/go.mod (removed) --
                """);
        modules.info(M + "/sub", "v1.0.0");
        modules.source.tags.clear();
        assertThat(modules.versions(M + "/sub")).isEmpty();
        assertThat(modules.zip(M + "/sub", "v1.0.0")).containsOnlyKeys("go.mod");
        assertThat(Modules.refusal(() -> modules.info(M + "/sub", "v1.1.0")).reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void publishedVersion_looksAtNoRef() throws Exception {
        Modules modules = Modules.of(STORY);
        modules.zip(M, "v1.0.0");
        modules.source.unreadableRefs = true;
        assertThatIOException().isThrownBy(() -> modules.info(M, "v1.2.0"));
        for (First answer : First.values()) {
            answer.ask(modules, "v1.0.0");
        }
    }

    @Test
    void goMod_otherThanPublished_isGone() throws Exception {
        for (First answer : First.values()) {
            refusesAsChanged(
                    "go.mod",
                    answer,
                    then -> new PublishedVersion(then.commit(), then.time(), PinSamples.MOD, Optional.empty()));
        }
    }

    @Test
    void zip_otherThanPublished_isGoneAndTheRestIsNot() throws Exception {
        Changed otherZip =
                then -> new PublishedVersion(then.commit(), then.time(), then.mod(), Optional.of(PinSamples.ZIP));
        Modules modules = refusesAsChanged("zip", First.ZIP, otherZip);
        First.INFO.ask(modules, "v1.0.0");
        First.MOD.ask(modules, "v1.0.0");
    }

    private interface Changed {
        PublishedVersion of(PublishedVersion published);
    }

    private static Modules refusesAsChanged(String what, First answer, Changed changed) throws Exception {
        PublishedVersions first = PublishedVersions.inMemory();
        Modules.of(STORY, first).info(M, "v1.0.0");
        PublishedVersions published = PublishedVersions.inMemory();
        published.publish(
                Modules.id(M, "v1.0.0"),
                changed.of(first.find(Modules.id(M, "v1.0.0")).orElseThrow()));
        Modules modules = Modules.of(STORY, published);
        ModuleAccessException refusal = Modules.refusal(() -> answer.ask(modules, "v1.0.0"));
        assertThat(refusal.reason()).isEqualTo(Reason.GONE);
        assertThat(refusal).hasMessageContaining("another " + what).hasMessageContaining("tag a new one");
        return modules;
    }

    @Test
    void directoryThatTheRulesNowRefuse_isGone() throws Exception {
        PublishedVersions published = PublishedVersions.inMemory();
        Modules.of(STORY, published).info(M, "v1.0.0");
        Modules modules = Modules.of(STORY, published);
        modules.source
                .commits
                .get(RepositoryStory.id("old"))
                .files()
                .putAll(RepositoryStory.read("== commit old\n-- go.mod --\nmodule example.com/m/v3\n")
                        .commits
                        .get(RepositoryStory.id("old"))
                        .files());
        assertThat(Modules.refusal(() -> modules.info(M, "v1.0.0")).reason()).isEqualTo(Reason.GONE);
    }

    @Test
    void notRecorded_isNoAnswer() throws Exception {
        Modules modules = Modules.of(STORY, new Scripted() {
            @Override
            public PublishedVersion publish(ModuleId id, PublishedVersion version) throws IOException {
                throw new IOException("disk full");
            }
        });
        for (First answer : First.values()) {
            assertThatIOException().isThrownBy(() -> answer.ask(modules, "v1.0.0"));
        }
        assertThat(modules.source.openTrees).hasValue(0);
        assertThat(modules.versions(M)).containsExactly("v1.0.0");
    }

    @Test
    void notFound_becauseTheMemoryCannotTell_isNoAnswer() {
        Modules modules = Modules.of(STORY, new Scripted() {
            @Override
            public Optional<PublishedVersion> find(ModuleId id) throws IOException {
                throw new IOException("no connection");
            }
        });
        for (First answer : First.values()) {
            assertThatIOException().isThrownBy(() -> answer.ask(modules, "v1.0.0"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void exactVersion_overtakenByAnotherThread_isWhatThatOnePublished(First answer) throws Exception {
        MemoryRepository source = RepositoryStory.read(STORY);
        PublishedVersions published = PublishedVersions.inMemory();
        Modules overtaken = Modules.of(source, new Overtaken(published, () -> {
            Modules other = Modules.of(source, published);
            other.move("v1.0.0", "new");
            other.info(M, "v1.0.0");
        }));
        answer.ask(overtaken, "v1.0.0");
        assertThat(commit(overtaken, "v1.0.0")).isEqualTo("new");
        assertThat(overtaken.zip(M, "v1.0.0")).containsEntry("a.go", "new\n");
    }

    @Test
    void branch_overtakenByAnotherThread_isResolvedAnew() throws Exception {
        MemoryRepository source = RepositoryStory.read(STORY + "== branch release on old\n");
        PublishedVersions published = PublishedVersions.inMemory();
        Modules overtaken = Modules.of(source, new Overtaken(published, () -> {
            Modules other = Modules.of(source, published);
            other.move("v1.0.0", "new");
            other.info(M, "v1.0.0");
        }));
        assertThat(overtaken.version(M, "release")).isEqualTo("v0.0.0-20200101000000-" + Modules.shortId("old"));
    }

    @Test
    void twoCommitsThatHaveOnePseudoVersion_theSecondIsRefused() throws Exception {
        Modules modules = Modules.of("""
                == commit one id 0123456789ab0 at 2020-01-01T00:00:00Z
                -- a.go --
                == branch one
                == commit two id 0123456789ab1 at 2020-01-01T00:00:00Z after nothing
                -- b.go --
                == branch two
                """);
        String version = modules.version(M, "one");
        ModuleAccessException refusal = Modules.refusal(() -> modules.info(M, "two"));
        assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
        assertThat(refusal).hasMessageContaining(version + " was published from another commit");
    }

    /** The story's commit that a version is from. */
    private static String commit(Modules modules, String version) throws Exception {
        String hash = modules.info(M, version).origin().orElseThrow().hash();
        return modules.source.commits.keySet().stream()
                .filter(id -> id.hex().equals(hash))
                .flatMap(id -> Stream.of("old", "new", "good", "bad")
                        .filter(name -> RepositoryStory.id(name).equals(id)))
                .findFirst()
                .orElseThrow();
    }

    /** A memory that does what a test makes of it. */
    private static class Scripted implements PublishedVersions {
        private final PublishedVersions memory = PublishedVersions.inMemory();

        @Override
        public Optional<PublishedVersion> find(ModuleId id) throws IOException {
            return memory.find(id);
        }

        @Override
        public Map<ModuleVersion, PublishedVersion> tagged(ModulePath module) throws IOException {
            return memory.tagged(module);
        }

        @Override
        public PublishedVersion publish(ModuleId id, PublishedVersion version) throws IOException {
            return memory.publish(id, version);
        }
    }
}
