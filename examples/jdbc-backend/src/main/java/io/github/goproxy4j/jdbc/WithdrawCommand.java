package io.github.goproxy4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Withdraws one version. */
@Command(name = "withdraw", description = "Answers 410 for a version from now on. It can never be published again.")
final class WithdrawCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final VersionOptions version = new VersionOptions();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "why: one line, which the go command shows to its user")
    private String reason = "";

    @Override
    public Integer call() throws PublishException, StartException, IOException {
        try (HikariDataSource connections = database.open()) {
            new JdbcPublisher(connections).withdraw(version.id(), reason);
            return 0;
        }
    }
}
