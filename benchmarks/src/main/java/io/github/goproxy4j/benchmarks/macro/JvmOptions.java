package io.github.goproxy4j.benchmarks.macro;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options of a JVM, as they stand on the command line: {@code 25:-XX:+Foo} is for Java 25 only, and {@code {dir}} stands for
 * a directory that is kept from one start of a server to the next.
 *
 * @param options the options
 */
record JvmOptions(List<String> options) {
    static final JvmOptions NONE = new JvmOptions(List.of());
    private static final Pattern FOR_VERSION = Pattern.compile("(\\d+):(-.*)");

    boolean isEmpty() {
        return options.isEmpty();
    }

    /** Returns the words for a command line. */
    List<String> of(Jdk jdk, Path directory) {
        List<String> words = new ArrayList<>();
        for (String option : options) {
            Matcher restricted = FOR_VERSION.matcher(option);
            if (!restricted.matches()) {
                words.add(option.replace("{dir}", directory.toString()));
            } else if (restricted.group(1).equals(Integer.toString(jdk.feature()))) {
                words.add(restricted.group(2).replace("{dir}", directory.toString()));
            }
        }
        return words;
    }
}
