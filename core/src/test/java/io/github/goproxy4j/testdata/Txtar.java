package io.github.goproxy4j.testdata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.goproxy4j.module.GoText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text file that holds several: comment lines, then for each file a line {@code -- NAME --} and its content.
 *
 * @param comment the lines before the first file
 * @param members the files; names may repeat and need not be legal ones
 */
public record Txtar(String comment, List<Member> members) {
    private static final Pattern MARKER = Pattern.compile("^-- (.+) --\\r?\\n", Pattern.MULTILINE);

    /** A file in the archive; its text has bytes that are not UTF-8 as {@link GoText#decode} reads them. */
    public record Member(String name, String text) {
        public byte[] data() {
            return GoText.encode(text);
        }
    }

    public static Txtar read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /** Parses bytes: content need not be UTF-8. */
    public static Txtar parse(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        Matcher marker = MARKER.matcher(text);
        List<Member> members = new ArrayList<>();
        String name = "";
        int start = 0;
        String comment = text;
        while (marker.find()) {
            String content = text.substring(start, marker.start());
            if (start == 0) {
                comment = content;
            } else {
                members.add(member(name, content));
            }
            name = marker.group(1).strip();
            start = marker.end();
        }
        if (start > 0) {
            members.add(member(name, text.substring(start)));
        }
        return new Txtar(decode(comment), members);
    }

    private static Member member(String name, String content) {
        return new Member(decode(name), decode(content));
    }

    private static String decode(String bytes) {
        return GoText.decode(bytes.getBytes(ISO_8859_1));
    }

    /** The value of a comment line {@code KEY=VALUE}, or the empty string. */
    public String value(String key) {
        return comment.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1)
                        .replaceFirst(" *#.*", "")
                        .strip())
                .findFirst()
                .orElse("");
    }

    /** The members without the one of this name, if it is the first. */
    public List<Member> membersAfter(String name) {
        boolean first = !members.isEmpty() && members.get(0).name().equals(name);
        return first ? members.subList(1, members.size()) : members;
    }
}
