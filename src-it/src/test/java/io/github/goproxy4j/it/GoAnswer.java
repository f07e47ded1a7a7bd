package io.github.goproxy4j.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the {@code go} command says of one query, as {@code go mod download -json} prints it. What comes after a refusal is
 * empty.
 *
 * @param version the version, or the empty text
 * @param time the commit's time
 * @param goModSum the hash of the go.mod file
 * @param sum the hash of the zip
 * @param commit the id of the commit, where it is said
 * @param place the ref and the directory it comes from, where both sides say one: for an id, go says the ref by which it
 *     has fetched the commit, if it had to
 * @param refusal the text of a refusal
 */
record GoAnswer(
        String version,
        String time,
        String goModSum,
        String sum,
        Optional<String> commit,
        Optional<String> place,
        Optional<String> refusal) {
    private static final JsonMapper JSON = new JsonMapper();

    static GoAnswer read(JsonNode node) throws IOException {
        Optional<String> refusal = text(node, "Error");
        // Of a version that several questions have led to, go may name a file that it has not written.
        Optional<String> info = text(node, "Info").filter(path -> Files.exists(Path.of(path)));
        JsonNode origin = node.path("Origin");
        if (info.isEmpty()) {
            return new GoAnswer("", "", "", "", Optional.empty(), Optional.empty(), refusal);
        }
        JsonNode written = JSON.readTree(Path.of(info.get()).toFile());
        if (!written.path("Version").equals(node.path("Version"))) {
            throw new AssertionError("the info is of another version: " + written + " for " + node);
        }
        Optional<String> place =
                text(origin, "Ref").map(ref -> ref + " " + origin.path("Subdir").asText());
        String goMod = text(node, "GoMod").isPresent()
                ? Files.readString(Path.of(node.get("GoMod").asText()), StandardCharsets.ISO_8859_1)
                : "";
        return new GoAnswer(
                node.path("Version").asText(),
                written.path("Time").asText(),
                node.path("GoModSum").asText() + (goMod.isEmpty() ? " of nothing" : ""),
                node.path("Sum").asText(),
                text(origin, "Hash"),
                place,
                refusal);
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText()).filter(text -> !text.isEmpty());
    }

    GoAnswer withoutPlace() {
        return new GoAnswer(version, time, goModSum, sum, commit, Optional.empty(), refusal);
    }

    boolean isWhole() {
        return !sum.isEmpty() && refusal.isEmpty();
    }

    Optional<RefusalKind> kind() {
        return refusal.map(RefusalKind::of);
    }

    private Optional<Boolean> refusalClass() {
        return kind().map(RefusalKind::isAbsent);
    }

    /**
     * Whether two answers say the same.
     *
     * @param choice whether the client chooses among versions: then it does not say why it has not found one
     */
    boolean agrees(GoAnswer other, boolean choice) {
        boolean sameRefusal = choice
                ? refusal.isPresent() == other.refusal.isPresent()
                : refusalClass().equals(other.refusalClass());
        return Stream.of(this, other)
                                .map(answer -> Stream.of(answer.version, answer.time, answer.goModSum, answer.sum)
                                        .collect(Collectors.joining(" ")))
                                .distinct()
                                .count()
                        == 1
                && sameRefusal
                && agree(commit, other.commit)
                && agree(place, other.place);
    }

    /** What only one side says is not compared. */
    private static boolean agree(Optional<String> one, Optional<String> other) {
        return one.isEmpty() || other.isEmpty() || Objects.equals(one, other);
    }

    @Override
    public String toString() {
        return Stream.of(
                        version,
                        time,
                        goModSum,
                        sum,
                        commit.orElse(""),
                        place.orElse(""),
                        refusal.map(text -> kind().orElseThrow() + " " + text.replace("\n", " | "))
                                .orElse(""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
    }
}
