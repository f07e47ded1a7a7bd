package io.github.goproxy4j.jdbc;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Go modules in a database, from the command line: publish, withdraw, serve. */
@Command(
        name = JdbcBackend.NAME,
        description = "Keeps Go modules in PostgreSQL or H2, and serves them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PublishCommand.class, WithdrawCommand.class, ServeCommand.class})
public final class JdbcBackend {
    static final String NAME = "goproxy4j-jdbc-backend";
    /** PostgreSQL's driver logs a URL that it does not understand with the password in it. Held, or it would come back. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private static final int FAILED = 1;
    private static final int WRONG_OPTIONS = 2;

    @Option(
            names = "--help",
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "print this and exit")
    @SuppressWarnings("UnusedVariable") // picocli reads the option of its own.
    private boolean help;

    private JdbcBackend() {}

    /**
     * Runs a command, and returns when it has ended.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        DRIVER.setLevel(Level.OFF);
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new JdbcBackend())
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(
                        (e, args) -> say(e.getCommandLine(), e.getMessage() + " (see --help)", WRONG_OPTIONS))
                .setExecutionExceptionHandler((e, command, args) -> say(command, inOneLine(e), FAILED));
    }

    private static int say(CommandLine command, String text, int exit) {
        PrintWriter err = command.getErr();
        err.println(NAME + ": " + text.strip().replaceAll("\\s*\\R\\s*", "; "));
        err.flush();
        return exit;
    }

    private static String inOneLine(Exception e) {
        if (e instanceof IOException && e.getCause() instanceof SQLException sql) {
            return "the database failed: " + DatabaseOptions.masked(sql);
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or directory";
        }
        if (e instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file.getReason(), "cannot be read");
        }
        return reason(e.getMessage(), e.getClass().getName());
    }

    private static String reason(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
