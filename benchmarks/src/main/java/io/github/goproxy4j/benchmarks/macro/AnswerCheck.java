package io.github.goproxy4j.benchmarks.macro;

import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares all that a server says of a module with the finished files and with git. */
final class AnswerCheck {
    private static final Pattern FIELD = Pattern.compile("\"(?:Version|Time)\"\\s*:\\s*\"[^\"]+\"");
    private static final Pattern LINE_END = Pattern.compile("\\n");

    private final Run run;
    private final ServerProcess server;

    private AnswerCheck(Run run, ServerProcess server) {
        this.run = run;
        this.server = server;
    }

    /** Fails if one answer is not right; afterwards the server has had all of these requests. */
    static void check(Run run, ServerProcess server, SampleModule module) throws IOException {
        run.trees().of(module);
        AnswerCheck check = new AnswerCheck(run, server);
        check.same(module.list(), check.lines(text(run, module.list())), check.lines(check.answer(module.list())));
        check.sameInfo(module.latest());
        for (ModuleVersion version : module.versions()) {
            check.sameInfo(module.file(version, ".info"));
            String mod = module.file(version, ".mod");
            check.same(mod, text(run, mod), check.answer(mod));
            check.zip(module, version);
        }
    }

    private static String text(Run run, String path) throws IOException {
        return Files.readString(run.trees().file(path));
    }

    private String answer(String path) throws IOException {
        return Download.text(server.port(), path);
    }

    private void sameInfo(String path) throws IOException {
        same(path, versionAndTime(text(run, path)), versionAndTime(answer(path)));
    }

    private static Set<String> versionAndTime(String json) {
        Set<String> fields = new HashSet<>();
        Matcher field = FIELD.matcher(json);
        while (field.find()) {
            fields.add(field.group().replaceAll("\\s", ""));
        }
        return fields;
    }

    private Set<String> lines(String text) {
        return new HashSet<>(Arrays.asList(LINE_END.split(text.strip())));
    }

    private void same(String path, Object wanted, Object found) throws IOException {
        if (!wanted.equals(found)) {
            throw new IOException("a wrong answer to " + path);
        }
    }

    private void zip(SampleModule module, ModuleVersion version) throws IOException {
        Path file = Files.createTempFile(run.workspace().directory(), "answer", ".zip");
        try {
            Download.save(server.port(), module.file(version, ".zip"), file);
            run.reference().check(module, version, file);
        } finally {
            Files.delete(file);
        }
    }
}
