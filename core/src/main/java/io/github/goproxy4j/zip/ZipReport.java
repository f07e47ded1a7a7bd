package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules for module zips say of each file: it is valid, is left out, or makes the whole zip invalid.
 *
 * <p>All lists are in the order in which the files were checked. Source: {@code CheckedFiles} in
 * {@code golang.org/x/mod/zip}.
 *
 * @param valid the paths of the files that are, or would be, in the zip
 * @param omitted the files that are left out of a zip that is made from them
 * @param invalid the files that must not be in a zip
 * @param sizeError why the files are too large together, or empty
 */
public record ZipReport(List<String> valid, List<Refusal> omitted, List<Refusal> invalid, Optional<String> sizeError) {
    /** How many refusals {@link #error} names: its text goes to a terminal. */
    private static final int NAMED = 5;

    /**
     * Why a file is not, or must not be, in a zip.
     *
     * @param path the file's path as it was given, which may hold any character
     * @param reason the reason, in one line
     */
    public record Refusal(String path, String reason) {
        /** Returns path and reason as Go writes them, with the path quoted if it is not plainly printable. */
        @Override
        public String toString() {
            String quoted = GoText.quote(path);
            return (quoted.equals('"' + path + '"') ? path : quoted) + ": " + reason;
        }
    }

    /**
     * Copies the lists.
     *
     * @param valid the paths of the files that are, or would be, in the zip
     * @param omitted the files that are left out of a zip that is made from them
     * @param invalid the files that must not be in a zip
     * @param sizeError why the files are too large together, or empty
     */
    public ZipReport {
        valid = List.copyOf(valid);
        omitted = List.copyOf(omitted);
        invalid = List.copyOf(invalid);
    }

    /**
     * Returns why the whole zip is refused.
     *
     * @return the size error, or else the invalid files, a line each for the first few of them; empty if all is well
     */
    public Optional<String> error() {
        if (sizeError.isPresent() || invalid.isEmpty()) {
            return sizeError;
        }
        List<String> lines = new ArrayList<>();
        invalid.stream().limit(NAMED).forEach(refusal -> lines.add(refusal.toString()));
        if (invalid.size() > NAMED) {
            lines.add("and " + (invalid.size() - NAMED) + " more");
        }
        return Optional.of(String.join("\n", lines));
    }

    /**
     * Throws if the whole zip is refused.
     *
     * @throws InvalidZipException with the text of {@link #error}
     */
    public void requireValid() throws InvalidZipException {
        Optional<String> error = error();
        if (error.isPresent()) {
            throw new InvalidZipException(error.get());
        }
    }

    /** Collects a report; of a path that is refused twice it keeps the first reason if asked to. */
    static final class Builder {
        private final List<String> valid = new ArrayList<>();
        private final List<Refusal> omitted = new ArrayList<>();
        private final List<Refusal> invalid = new ArrayList<>();
        private final Map<String, Boolean> refusedOnce = new LinkedHashMap<>();
        private Optional<String> sizeError = Optional.empty();

        void valid(String path) {
            valid.add(path);
        }

        void invalid(String path, String reason) {
            invalid.add(new Refusal(path, reason));
        }

        void omitOnce(String path, String reason) {
            if (refusedOnce.putIfAbsent(path, true) == null) {
                omitted.add(new Refusal(path, reason));
            }
        }

        void invalidOnce(String path, String reason) {
            if (refusedOnce.putIfAbsent(path, true) == null) {
                invalid(path, reason);
            }
        }

        void tooLarge(String reason) {
            sizeError = sizeError.or(() -> Optional.of(reason));
        }

        ZipReport build() {
            return new ZipReport(valid, omitted, invalid, sizeError);
        }
    }
}
