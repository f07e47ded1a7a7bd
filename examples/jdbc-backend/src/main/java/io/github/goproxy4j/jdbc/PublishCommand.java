package io.github.goproxy4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.goproxy4j.module.ModuleId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Publishes one version. */
@Command(name = "publish", description = "Publishes a module's directory or zip as a version, once and for all.")
final class PublishCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final VersionOptions version = new VersionOptions();

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "when it was made, such as 2026-01-02T03:04:05Z (default: now)")
    private @Nullable Instant time;

    @Parameters(paramLabel = "DIR|ZIP", description = "the module's root directory, or a module zip")
    private @Nullable Path source;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws PublishException, StartException, IOException {
        ModuleId id = version.id();
        try (CheckedModule module = CheckedModule.of(id, Objects.requireNonNull(source));
                HikariDataSource connections = database.open()) {
            JdbcPublisher.Outcome outcome =
                    new JdbcPublisher(connections).publish(module, time == null ? clock.instant() : time);
            String done = outcome == JdbcPublisher.Outcome.PUBLISHED ? "published " : "already published ";
            PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
            out.println(done + id + " " + module.hash());
            out.flush();
            return 0;
        }
    }

    private static final class TimeConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String value) {
            try {
                return Instant.parse(value);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + value + "' is not a time like 2026-01-02T03:04:05Z");
            }
        }
    }
}
