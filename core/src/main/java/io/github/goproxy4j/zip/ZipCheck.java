package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.PathRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks the names and sizes in a finished zip. Source: {@code checkZip} in {@code golang.org/x/mod/zip}. */
final class ZipCheck {
    private static final String GO_MOD = "go.mod";

    private final String prefix;
    private final CollisionChecker collisions = new CollisionChecker();
    private final ZipReport.Builder report = new ZipReport.Builder();
    private long total;

    private ZipCheck(ModuleId id) {
        this.prefix = id + "/";
    }

    static ZipReport check(ModuleId id, Path zip) throws IOException {
        long bytes = Files.size(zip);
        if (bytes > ZipLimits.MAX_ZIP_BYTES) {
            ZipReport.Builder report = new ZipReport.Builder();
            report.tooLarge(ZipArchive.tooLarge(bytes));
            return report.build();
        }
        try (ZipArchive archive = ZipArchive.open(zip)) {
            return check(id, archive);
        }
    }

    static ZipReport check(ModuleId id, ZipArchive archive) throws IOException {
        ZipCheck check = new ZipCheck(id);
        for (ZipArchive.Entry entry : archive.entries()) {
            check.add(entry);
        }
        return check.report.build();
    }

    private void add(ZipArchive.Entry entry) throws IOException {
        if (!entry.name().startsWith(prefix)) {
            report.invalid(entry.name(), "path does not have prefix " + GoText.quote(prefix));
            return;
        }
        String path = entry.name().substring(prefix.length());
        if (path.isEmpty()) {
            return;
        }
        boolean isDirectory = path.endsWith("/");
        path = isDirectory ? path.substring(0, path.length() - 1) : path;
        Optional<String> refused = refusal(path, isDirectory);
        if (refused.isEmpty() && !isDirectory) {
            refused = checkSize(path, entry.size());
        }
        if (refused.isPresent()) {
            report.invalid(entry.name(), refused.get());
        } else if (!isDirectory) {
            report.valid(entry.name());
        }
    }

    private Optional<String> refusal(String path, boolean isDirectory) throws IOException {
        Optional<String> refused =
                SlashPath.isClean(path) ? PathRules.checkFilePath(path) : Optional.of(SourceCheck.NOT_CLEAN);
        if (refused.isEmpty()) {
            refused = collisions.add(path, isDirectory);
        }
        if (refused.isPresent() || isDirectory || path.equals(GO_MOD)) {
            return refused;
        }
        String base = SlashPath.base(path);
        if (!GoText.fold(base).equals(GoText.fold(GO_MOD))) {
            return Optional.empty();
        }
        return Optional.of(base.equals(path) ? SourceCheck.GO_MOD_CASE : "go.mod file not in module root directory");
    }

    private Optional<String> checkSize(String path, long size) {
        if (size >= 0 && size <= ZipLimits.MAX_ZIP_BYTES - total) {
            total += size;
        } else {
            report.tooLarge("total uncompressed size of module contents too large (max size is "
                    + ZipLimits.MAX_ZIP_BYTES + " bytes)");
        }
        if (path.equals(GO_MOD) && size > ZipLimits.MAX_GO_MOD_BYTES) {
            return Optional.of(SourceCheck.GO_MOD_SIZE);
        }
        return path.equals("LICENSE") && size > ZipLimits.MAX_LICENSE_BYTES
                ? Optional.of(SourceCheck.LICENSE_SIZE)
                : Optional.empty();
    }
}
