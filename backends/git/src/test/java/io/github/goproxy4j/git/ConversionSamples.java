package io.github.goproxy4j.git;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** What the tests of conversions convert, and by which attributes. */
final class ConversionSamples {
    /** Contents in which each conversion finds something, or just does not. */
    static final Map<String, String> CONTENTS = contents();

    private static final List<String> NAMES =
            List.of("a.txt", "b.bat", "x.go", "[x]", "a b.txt", "UP.TXT", "-", "\u00c3\u00a9.txt", "deep.tar.gz");
    static final List<String> DIRECTORIES = List.of("", "d/", "d/e/", "d/e/f/", "foo/", "D/");

    private ConversionSamples() {}

    /** Attributes files, each with a peculiarity of its own. */
    static Stream<String> attributes() {
        return Stream.of(
                "",
                "* text",
                "* text=auto",
                "* text=auto eol=crlf",
                "* text eol=crlf",
                "* eol=crlf",
                "* eol=lf",
                "* -text eol=crlf",
                "* crlf",
                "* crlf=input eol=crlf",
                "* -crlf eol=crlf",
                "* text=nonsense crlf=auto eol=crlf",
                "* text=auto !text eol=crlf",
                "* ident",
                "* ident eol=crlf",
                "* ident text=auto eol=crlf",
                "* -ident",
                "* ident=yes",
                "* working-tree-encoding=UTF-16",
                "* working-tree-encoding=UTF-16LE",
                "* working-tree-encoding=UTF-16BE",
                "* working-tree-encoding=UTF-16LE-BOM",
                "* working-tree-encoding=utf16be-bom",
                "* working-tree-encoding=UTF-32",
                "* working-tree-encoding=UTF-32BE",
                "* working-tree-encoding=UTF-8",
                "* working-tree-encoding=utf8",
                "* working-tree-encoding=ISO-8859-1",
                "* working-tree-encoding=latin1",
                "* working-tree-encoding=windows-1252",
                "* working-tree-encoding=CP1251",
                "* working-tree-encoding=KOI8-R",
                "* working-tree-encoding=US-ASCII",
                "* working-tree-encoding=",
                "* !working-tree-encoding",
                "* -working-tree-encoding",
                "*.absent working-tree-encoding",
                "* ident eol=crlf working-tree-encoding=UTF-16",
                "* binary eol=crlf",
                "* eol=crlf\n*.txt binary",
                "[attr]windows text eol=crlf\n*.bat windows",
                "[attr]windows text eol=crlf\n*.bat -windows",
                "[attr]windows text eol=crlf\n*.bat windows=1",
                "[attr]a b\n[attr]b a eol=crlf\n* a",
                "[attr]binary eol=crlf\n* binary",
                "[attr]a eol=lf\n[attr]a eol=crlf\n* a",
                "*.txt eol=crlf\n*.txt eol=lf",
                "*.txt eol=lf eol=crlf",
                "# * eol=crlf",
                "  *.txt   eol=crlf  \r",
                "*.txt eol=crlf bad/name",
                "*.txt eol=crlf -",
                "*.txt eol=crlf =x",
                "!*.txt eol=crlf",
                "\\!a eol=crlf",
                "\"a b.txt\" eol=crlf",
                "\"a\\040b.txt\" eol=crlf",
                "\"\\303\\251.txt\" eol=crlf",
                "\"a b.txt eol=crlf",
                "a?b.txt eol=crlf",
                "d eol=crlf",
                "d/ eol=crlf",
                "d/* eol=crlf",
                "d/** eol=crlf",
                "/a.txt eol=crlf",
                "/*.txt eol=crlf",
                "**/e/*.txt eol=crlf",
                "d/**/a.txt eol=crlf",
                "d**/a.txt eol=crlf",
                "foo**/a.txt eol=crlf",
                "**/a.txt eol=crlf",
                "**a.txt eol=crlf",
                "d/e** eol=crlf",
                "*/*.txt eol=crlf",
                "[a-c].??? eol=crlf",
                "[!a].??? eol=crlf",
                "[^a].??? eol=crlf",
                "[[:upper:]]* eol=crlf",
                "[[:nonsense:]a]* eol=crlf",
                "[[:alpha:][:punct:]]* eol=crlf",
                "[[:x]* eol=crlf",
                "\\[x] eol=crlf",
                "[]-a]* eol=crlf",
                "[a eol=crlf",
                "[\\[]x[]] eol=crlf",
                "a\\.txt eol=crlf",
                "a.txt\\ eol=crlf",
                "*.TXT eol=crlf",
                "x".repeat(2040) + " eol=crlf",
                "*.txt eol=crlf " + "x".repeat(2040),
                "\u00ef\u00bb\u00bf*.txt eol=crlf",
                "*.txt eol=crlf\n*.bat eol=crlf\0\n*.go eol=crlf",
                "*.txt eol=crlf export-ignore export-subst",
                "* filter=lfs diff=lfs merge=lfs -text",
                "a\\",
                "*.txt eol=crlf\r\n*.go eol=crlf\r\n");
    }

    /** An attributes file at random. */
    static String attributes(Random random) {
        List<String> patterns = List.of(
                "*",
                "*.txt",
                "a*",
                "d/*",
                "/d",
                "**/f/*",
                "e/**",
                "*.b?t",
                "[a-m]*",
                "foo/",
                "\"a b.txt\"",
                "[attr]m",
                "[attr]n",
                "d/**/*.go",
                "*/a.txt",
                "UP*",
                "?*.*");
        List<String> states = List.of(
                "text",
                "-text",
                "!text",
                "text=auto",
                "crlf",
                "-crlf",
                "crlf=input",
                "eol=crlf",
                "eol=lf",
                "!eol",
                "ident",
                "-ident",
                "binary",
                "m",
                "-m",
                "n",
                "working-tree-encoding=UTF-16LE",
                "!working-tree-encoding");
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            lines.append(patterns.get(random.nextInt(patterns.size())));
            for (int j = random.nextInt(4); j >= 0; j--) {
                lines.append(' ').append(states.get(random.nextInt(states.size())));
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    /** Files whose names the attributes match, or just do not. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (String in : DIRECTORIES) {
            for (String name : NAMES) {
                String readable = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                files.put(in + readable, "one $Id$\ntwo \u00c3\u00a9\n");
            }
        }
        files.put("d/mixed.txt", "one\r\ntwo\n");
        files.put("d/binary.txt", "one\n\0\n");
        return files;
    }

    private static Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        List<String> all = List.of(
                "",
                "\n",
                "\r",
                "\r\n",
                "a",
                "a\n",
                "a\nb",
                "a\r\nb\n",
                "a\rb\n",
                "\n\r",
                "\n\r\n",
                "\n\n\n",
                "\0\n",
                "a\n\u001a",
                "\u001a\n",
                "\u0001\n",
                "\u0001\n" + "x".repeat(127),
                "\u0001\n" + "x".repeat(128),
                "\b\t\u001b\f\n",
                "\u007f\n",
                "$Id$",
                "$Id$\n$Id$",
                "$Id",
                "$Id:",
                "$Id:$",
                "$Id: $",
                "$Id: x $",
                "$Id: x y $",
                "$Id: x  $",
                "$Id:x$",
                "$Id: x$",
                "$Id:  $",
                "$Id: \n$",
                "$Id: x\n $Id$",
                "$$Id$$",
                "$IdX$Id$",
                "$Id:$Id$",
                "$Id: a $Id: b $",
                "$Id: no end",
                "$I$d$Id$",
                "$id$",
                "$Id: " + "y".repeat(5000) + " $",
                "\u00c3\u00a9\n",
                "\u00e9\n",
                "\u00e2\u0082\u00ac\n",
                "\u00f0\u009f\u0098\u0080\n",
                "\u00ed\u00a0\u0080",
                "\u00ef\u00bb\u00bfbom\n",
                "x".repeat(8191) + "\u00c3\u00a9" + "y".repeat(20000),
                "line\n".repeat(9000),
                "\u00c3",
                "$Id$\u00c3\u00a9\n");
        for (int i = 0; i < all.size(); i++) {
            contents.put(String.format(Locale.ROOT, "%02d", i), all.get(i));
        }
        return contents;
    }
}
