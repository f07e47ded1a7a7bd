package io.github.goproxy4j.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Writes {@code docs/containers.md} anew from what the tests have seen, and fails if the page in the repository says
 * something else. The text around the tables is the page's own.
 */
final class ContainerPage implements TestWatcher, AfterAllCallback {
    private static final String NOT_APPLICABLE = "n/a: ";
    private static final Map<String, Map<String, Map<ContainerUnderTest, String>>> TABLES = new TreeMap<>();

    /** Notes a cell of a table. Facts are sorted by their text; other lines are in the order in which they are noted first. */
    static synchronized void note(String table, String line, ContainerUnderTest container, String cell) {
        TABLES.computeIfAbsent(table, name -> name.equals("facts") ? new TreeMap<>() : new LinkedHashMap<>())
                .computeIfAbsent(line, name -> new TreeMap<>())
                .put(container, cell);
    }

    /** Ends the test of a fact that does not apply to a container. */
    static void requireApplicable(boolean applies, String reason) {
        assumeTrue(applies, () -> NOT_APPLICABLE + reason);
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        note(context, "yes");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        note(context, "no");
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        int reason = message.indexOf(NOT_APPLICABLE);
        note(context, reason < 0 ? "unproved" : message.substring(reason));
    }

    private static void note(ExtensionContext context, String cell) {
        Fact fact = context.getRequiredTestMethod().getAnnotation(Fact.class);
        Optional<ContainerUnderTest> container = ContainerUnderTest.named(context.getDisplayName());
        if (fact != null && container.isPresent()) {
            note("facts", fact.value(), container.get(), cell);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Path page = Readme.root().resolve(Path.of("docs", "containers.md"));
        String committed = Files.readString(page);
        String generated = committed;
        for (Map.Entry<String, Map<String, Map<ContainerUnderTest, String>>> table : TABLES.entrySet()) {
            generated = replace(generated, table.getKey(), markdown(table.getValue()));
        }
        boolean isWhole = TABLES.values().stream()
                .flatMap(table -> table.values().stream())
                .allMatch(line -> line.size() == ContainerUnderTest.values().length && !line.containsValue("unproved"));
        Path written = Path.of("target", "containers.md");
        if (isWhole && !generated.equals(committed)) {
            Files.writeString(written, generated);
            throw new AssertionError("docs/containers.md is not what the tests have seen; " + written + " is");
        }
    }

    private static String replace(String page, String table, String text) {
        String begin = "<!-- generated: " + table + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- end -->", from);
        if (from < begin.length() || to < 0) {
            throw new AssertionError("docs/containers.md has no place for the table " + table);
        }
        return page.substring(0, from) + text + page.substring(to);
    }

    private static String markdown(Map<String, Map<ContainerUnderTest, String>> table) {
        StringBuilder out = new StringBuilder("| |");
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (ContainerUnderTest container : ContainerUnderTest.values()) {
            out.append(' ').append(container).append(" |");
        }
        out.append("\n|---|").append("---|".repeat(ContainerUnderTest.values().length));
        table.forEach((line, cells) -> out.append("\n| ")
                .append(line)
                .append(" | ")
                .append(cells.values().stream()
                        .map(cell -> brief(cell, reasons))
                        .collect(Collectors.joining(" | ")))
                .append(" |"));
        out.append('\n');
        reasons.forEach((reason, number) ->
                out.append("\nn/a ").append(number).append(": ").append(reason).append(".\n"));
        return out.toString();
    }

    /** A reason goes below the table. */
    private static String brief(String cell, Map<String, Integer> reasons) {
        if (!cell.startsWith(NOT_APPLICABLE)) {
            return cell;
        }
        String reason = cell.substring(NOT_APPLICABLE.length());
        return "n/a " + reasons.computeIfAbsent(reason, fresh -> reasons.size() + 1);
    }
}
