package io.github.goproxy4j.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A table of a page of the documentation.
 *
 * @param columns the names of its columns
 * @param rows the cells of each row by column, code marks taken off
 */
record MarkdownTable(List<String> columns, List<Map<String, String>> rows) {
    /** Finds the table of a page that has these columns, in this order. */
    static MarkdownTable of(String page, String... columns) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Readme.root().resolve(Path.of("docs", page)))) {
            if (line.startsWith("|")) {
                lines.add(cells(line));
            } else if (isTable(lines, columns)) {
                break;
            } else {
                lines.clear();
            }
        }
        if (!isTable(lines, columns)) {
            throw new AssertionError(page + " has no table with the columns " + List.of(columns));
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(2, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], line.get(i));
            }
            rows.add(row);
        }
        return new MarkdownTable(List.of(columns), rows);
    }

    private static boolean isTable(List<List<String>> lines, String... columns) {
        return !lines.isEmpty() && lines.get(0).equals(List.of(columns));
    }

    private static List<String> cells(String line) {
        return Stream.of(line.strip().replaceAll("^\\||\\|$", "").split("\\|", -1))
                .map(cell -> cell.strip().replaceAll("^`|`$|`(?=<br>)|(?<=<br>)`", ""))
                .toList();
    }
}
