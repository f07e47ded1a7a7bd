package io.github.goproxy4j.directory;

import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.ModuleSyntaxException;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.module.VersionQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The versions of one module, as they are gathered from a {@code list} file or from the names of the files present: each
 * once, and none that the module's path forbids.
 */
final class VersionFiles {
    /** More than any module has in the public index; a bound for what a request may hold in memory. */
    static final int MAX_VERSIONS = 100_000;

    private static final List<String> KINDS = List.of(".info", ".mod", ".zip");

    private final ModulePath module;
    private final Set<ModuleVersion> versions = new LinkedHashSet<>();

    VersionFiles(ModulePath module) {
        this.module = module;
    }

    /** Adds the versions of a {@code list} file: the first field of each line, if it is one. */
    void addList(byte[] list) throws IOException {
        int start = 0;
        for (int i = 0; i <= list.length; i++) {
            if (i == list.length || list[i] == '\n') {
                // Text that is not UTF-8 is no version, whatever it is replaced with.
                String line = new String(list, start, i - start, StandardCharsets.UTF_8);
                Optional<ModuleVersion> version = ModuleVersion.find(firstField(line));
                if (version.isPresent()) {
                    add(version.get());
                }
                start = i + 1;
            }
        }
    }

    void add(ModuleVersion version) throws IOException {
        if (module.checkMajor(version.semver()).isPresent()) {
            return;
        }
        versions.add(version);
        if (versions.size() > MAX_VERSIONS) {
            throw new IOException(module + " has more than " + MAX_VERSIONS + " versions");
        }
    }

    List<ModuleVersion> toList() {
        return List.copyOf(versions);
    }

    /** Go's {@code strings.Fields(line)[0]}, or the empty string. */
    private static String firstField(String line) {
        int start = 0;
        while (start < line.length() && isSpace(line.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < line.length() && !isSpace(line.charAt(end))) {
            end++;
        }
        return line.substring(start, end);
    }

    /** Go's {@code unicode.IsSpace}: the white space of Unicode, which is neither of Java's two notions of it. */
    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
    }

    /** The version whose {@code .info} has this file name, if it is one. */
    static Optional<ModuleVersion> versionOfInfo(String fileName) {
        if (!fileName.endsWith(".info")) {
            return Optional.empty();
        }
        try {
            return Optional.of(ModuleVersion.decode(stem(fileName)));
        } catch (ModuleSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether a file of this name makes its module known: it is served for some version or query. */
    static boolean isPublished(String fileName) {
        if (KINDS.stream().noneMatch(fileName::endsWith)) {
            return false;
        }
        try {
            VersionQuery query = VersionQuery.decode(stem(fileName));
            return fileName.endsWith(".info") || query instanceof VersionQuery.Exact;
        } catch (ModuleSyntaxException e) {
            return false;
        }
    }

    private static String stem(String fileName) {
        return fileName.substring(0, fileName.lastIndexOf('.'));
    }
}
