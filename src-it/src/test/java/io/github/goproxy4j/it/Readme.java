package io.github.goproxy4j.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fenced code blocks of the README and other pages, each with the file that a comment in front of it names as its source. */
final class Readme {
    private static final String FENCE = "```";

    /**
     * One block.
     *
     * @param language what stands behind the fence
     * @param source the file it is taken from, relative to the root of the project
     * @param lines its lines
     */
    record Block(String language, Optional<String> source, List<String> lines) {
        String text() {
            return String.join("\n", lines);
        }
    }

    private Readme() {}

    /** The root of the project: the nearest folder above the working directory that has a README. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** The blocks of the README. */
    static List<Block> blocks() throws IOException {
        return blocks("README.md");
    }

    /** The blocks of a page, which is named by its path below the root. */
    static List<Block> blocks(String page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Optional<String> source = Optional.empty();
        List<String> open = null;
        String language = "";
        for (String line : Files.readAllLines(root().resolve(page))) {
            if (open == null && line.startsWith("<!-- from ")) {
                source = Optional.of(line.substring("<!-- from ".length(), line.indexOf(" -->")));
            } else if (open == null && line.startsWith(FENCE)) {
                language = line.substring(FENCE.length());
                open = new ArrayList<>();
            } else if (open != null && line.equals(FENCE)) {
                blocks.add(new Block(language, source, open));
                source = Optional.empty();
                open = null;
            } else if (open != null) {
                open.add(line);
            }
        }
        return blocks;
    }

    /** The project's version, which a published example has in place of Maven's property. */
    static String version() {
        try {
            String pom = Files.readString(root().resolve("pom.xml"));
            int start = pom.indexOf("<version>") + "<version>".length();
            return pom.substring(start, pom.indexOf("</version>", start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with the indentation that all its lines share taken away. */
    static String dedent(List<String> lines) {
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        StringBuilder out = new StringBuilder();
        for (String line : lines) {
            out.append(line.isBlank() ? "" : line.substring(indent)).append('\n');
        }
        return out.toString();
    }
}
