package io.github.goproxy4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleAccessException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The rules for what is not handed out: absent, invalid, refused, gone and unknown are never mixed up. */
abstract class RefusalRules extends AnswerRules {
    @Test
    void zip_versionThatGoRefuses_isInvalid() {
        ModuleId invalid = shown(given().invalid(), "invalid(...)");
        assertRefused(Reason.INVALID, () -> repository().zip(invalid));
    }

    @Test
    void zip_versionThatIsLost_isGone() {
        ModuleId gone = shown(given().gone(), "gone(...)");
        assertRefused(Reason.GONE, () -> repository().zip(gone));
    }

    /** A client that is told that something is absent goes on to its next proxy, which may have another thing of that name. */
    @Test
    void everything_whileTheSourceIsUnreachable_isUnknownAndNotAbsent() {
        GoModuleRepository unreachable = shown(given().unreachable(), "unreachable(...)");
        ModuleId id = given().oneId();
        List<ThrowingCallable> calls = List.of(
                () -> unreachable.versions(id.path()),
                () -> unreachable.info(id.path(), new VersionQuery.Exact(id.version())),
                () -> unreachable.mod(id).close(),
                () -> unreachable.zip(id).close());
        for (ThrowingCallable call : calls) {
            assertThatExceptionOfType(IOException.class).isThrownBy(call);
        }
    }

    /** The server puts the module's name in front of the text and sends it to the person at the prompt. */
    @Test
    void refusals_areOneLineOfText() {
        ModuleId unknown = unknownVersionOf(given().unknownModule());
        ModuleId unknownVersion = unknownVersionOf(given().richModule());
        List<ThrowingCallable> calls = List.of(
                () -> repository().versions(unknown.path()),
                () -> repository().info(unknown.path(), VersionQuery.LATEST),
                () -> repository().mod(unknown),
                () -> repository().zip(unknown),
                () -> repository().info(unknownVersion.path(), UNKNOWN_REVISION),
                () -> repository().info(unknownVersion.path(), new VersionQuery.Exact(unknownVersion.version())),
                () -> repository().mod(unknownVersion),
                () -> repository().zip(unknownVersion));
        for (ThrowingCallable call : calls) {
            ModuleAccessException refusal = catchThrowableOfType(ModuleAccessException.class, call);
            if (refusal != null) {
                assertThat(refusal.getMessage())
                        .isNotBlank()
                        .matches(
                                text -> text.codePoints().noneMatch(Character::isISOControl),
                                "has no control character");
            }
        }
    }

    /** What is refused for one file of a version need not be for another, but never for another reason. */
    @Test
    void infoAndMod_ofVersionThatGoRefuses_areThereOrInvalid() {
        assertThereOr(Reason.INVALID, shown(given().invalid(), "invalid(...)"));
    }

    @Test
    void infoAndMod_ofVersionThatIsLost_areThereOrGone() {
        assertThereOr(Reason.GONE, shown(given().gone(), "gone(...)"));
    }

    private void assertThereOr(Reason reason, ModuleId id) {
        List<ThrowingCallable> calls = List.of(
                () -> repository().info(id.path(), new VersionQuery.Exact(id.version())),
                () -> repository().mod(id).close());
        for (ThrowingCallable call : calls) {
            Throwable thrown = catchThrowable(call);
            assertThat(thrown == null || thrown instanceof ModuleAccessException e && e.reason() == reason)
                    .as("is there, or refused as the zip is: %s, not %s", reason, thrown)
                    .isTrue();
        }
    }

    /** A client that is told that a withheld module is absent gets it elsewhere, from whoever has taken its name there. */
    @Test
    void everything_ofForbiddenModule_isForbidden() {
        ModulePath module = shown(given().forbidden(), "forbidden(...)");
        ModuleId id = unknownVersionOf(module);
        List<ThrowingCallable> calls = List.of(
                () -> repository().versions(module),
                () -> repository().info(module, new VersionQuery.Exact(id.version())),
                () -> repository().info(module, UNKNOWN_REVISION),
                () -> repository().info(module, VersionQuery.LATEST),
                () -> repository().info(module, VersionQuery.HEAD),
                () -> repository().mod(id),
                () -> repository().zip(id));
        for (ThrowingCallable call : calls) {
            assertRefused(Reason.FORBIDDEN, call);
        }
    }

    /** A memory of refusals must not make one of another. */
    @Test
    void refusals_askedForAgain_haveTheSameReason() {
        List<ModuleId> refused = new ArrayList<>();
        refused.add(unknownVersionOf(given().unknownModule()));
        refused.add(unknownVersionOf(given().richModule()));
        given().invalid().ifPresent(refused::add);
        given().gone().ifPresent(refused::add);
        for (ModuleId id : refused) {
            Optional<Reason> first = reasonFor(id);
            for (int i = 0; i < 3; i++) {
                assertThat(reasonFor(id)).as("why %s is refused", id).isEqualTo(first);
            }
        }
    }

    private Optional<Reason> reasonFor(ModuleId id) {
        return Optional.ofNullable(catchThrowableOfType(
                        ModuleAccessException.class, () -> repository().zip(id).close()))
                .map(ModuleAccessException::reason);
    }

    @Test
    void unknownVersion_whileTheSourceIsUnreachable_isUnknownAndNotAbsent() {
        GoModuleRepository unreachable = shown(given().unreachable(), "unreachable(...)");
        ModuleId id = unknownVersionOf(given().richModule());
        List<ThrowingCallable> calls = List.of(
                () -> unreachable.info(id.path(), new VersionQuery.Exact(id.version())),
                () -> unreachable.mod(id).close(),
                () -> unreachable.zip(id).close());
        for (ThrowingCallable call : calls) {
            assertThatExceptionOfType(IOException.class).isThrownBy(call);
        }
    }

    @Test
    void state_whileTheSourceIsUnreachable_isUnknownOrAnAnswer() {
        GoModuleRepository unreachable = shown(given().unreachable(), "unreachable(...)");
        Throwable thrown = catchThrowable(
                () -> assertThat(unreachable.state(given().richModule())).isNotNull());
        assertThat(thrown == null || thrown instanceof IOException)
                .as("is an answer or an IOException: %s", thrown)
                .isTrue();
    }

    /** It cannot refuse a module, and an {@code IOException} would say that the source cannot be reached. */
    @Test
    void state_unknownModule_isAnAnswer() {
        assertThatCode(() ->
                        assertThat(repository().state(given().unknownModule())).isNotNull())
                .doesNotThrowAnyException();
    }
}
