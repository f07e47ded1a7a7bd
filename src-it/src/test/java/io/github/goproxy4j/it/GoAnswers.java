package io.github.goproxy4j.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one {@code go} command, with a cache of its own, answers to questions about modules. */
final class GoAnswers {
    private GoAnswers() {}

    /** Asks all questions, each a module path, an {@code @} and a query. */
    static Map<String, GoAnswer> ask(GoSandbox go, Collection<String> questions) throws Exception {
        Map<String, GoAnswer> answers = new LinkedHashMap<>();
        for (JsonNode node : go.download(List.copyOf(questions))) {
            String query =
                    node.path(node.hasNonNull("Query") ? "Query" : "Version").asText();
            answers.put(node.path("Path").asText() + "@" + query, GoAnswer.read(node));
        }
        if (!answers.keySet().containsAll(questions)) {
            List<String> unanswered = new ArrayList<>(questions);
            unanswered.removeAll(answers.keySet());
            throw new AssertionError("unanswered: " + unanswered + " by " + answers.keySet());
        }
        return answers;
    }

    /** The version lists of modules, nothing where go refuses to make one; an unknown module has an empty one. */
    static Map<String, Optional<List<String>>> versions(GoSandbox go, Collection<String> modules) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("list", "-m", "-e", "-json", "-versions", "-retracted"));
        arguments.addAll(modules);
        Map<String, Optional<List<String>>> versions = new LinkedHashMap<>();
        for (JsonNode node : go.json(arguments.toArray(String[]::new))) {
            List<String> listed = new ArrayList<>();
            node.path("Versions").forEach(version -> listed.add(version.asText()));
            versions.put(node.path("Path").asText(), node.has("Error") ? Optional.empty() : Optional.of(listed));
        }
        if (!versions.keySet().containsAll(modules)) {
            throw new AssertionError("unlisted: " + modules + " by " + versions);
        }
        return versions;
    }
}
