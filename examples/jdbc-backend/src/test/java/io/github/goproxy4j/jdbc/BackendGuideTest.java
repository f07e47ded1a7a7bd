package io.github.goproxy4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.goproxy4j.testkit.GoModuleRepositoryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/backend.md names beside its Java is there: rules of the test kit, the table, and the commands. */
class BackendGuideTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern RULE = Pattern.compile("`([a-z]\\w*_\\w+)`");
    private static final Pattern COMMAND = Pattern.compile("(?m)^java -jar goproxy4j-jdbc-backend\\.jar (.+)$");
    private static final Pattern SQL = Pattern.compile("<!-- from (\\S+) -->\n```sql\n(.+?\n)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    private static String guide() throws IOException {
        return Files.readString(ROOT.resolve("docs/backend.md"));
    }

    @Test
    void rulesOfTheTable_areRulesOfTheTestKit() throws IOException {
        Set<String> rules = new HashSet<>();
        for (Class<?> type = GoModuleRepositoryContract.class; type != Object.class; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .forEach(method -> rules.add(method.getName()));
        }
        List<String> named =
                RULE.matcher(guide()).results().map(rule -> rule.group(1)).toList();
        assertThat(named).hasSizeGreaterThan(15);
        assertThat(rules).containsAll(named);
    }

    @Test
    void blocksOfSql_standInTheFilesTheyName() throws IOException {
        List<MatchResult> blocks = SQL.matcher(guide()).results().toList();
        assertThat(blocks).isNotEmpty();
        for (MatchResult block : blocks) {
            assertThat(Files.readString(ROOT.resolve(block.group(1)))).contains(block.group(2));
        }
    }

    @Test
    void commands_areThoseOfTheProgram() throws Exception {
        List<String[]> commands = COMMAND.matcher(guide())
                .results()
                .map(command -> command.group(1).split(" ", -1))
                .toList();
        assertThat(commands).hasSize(2);
        Path hello = SmallModule.write(directory, SmallModule.id("example.com/hello", "v1.0.0"), "hello");
        String[] publish = commands.get(0);
        publish[publish.length - 1] = hello.toString();
        String[] elsewhere = Arrays.copyOf(publish, publish.length + 2);
        elsewhere[publish.length] = "--db";
        elsewhere[publish.length + 1] = "jdbc:h2:async:" + directory.resolve("modules");
        assertThat(BackendProcess.run(directory, elsewhere)).startsWith("published example.com/hello@v1.0.0 h1:");
        assertThatCode(() -> JdbcBackend.commandLine().parseArgs(commands.get(1)))
                .doesNotThrowAnyException();
    }
}
