package io.github.goproxy4j.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@code .gitattributes} files of a random story, and the texts that they change. */
final class RandomAttributes {
    static final List<String> TEXTS = List.of(
            "one\ntwo\n",
            "one\r\ntwo\r\n",
            "one\ntwo\r\nthree\n",
            "$Id$ $Format:%H$\n",
            "$Id: old $\nx\r\n",
            "$Id: 0123456789012345678901234567890123456789 $\n",
            "$Id: two words $ $Id:$ $Id: $ $Id$$Id$\n",
            "$Id: no end\n$",
            "$Id",
            "no newline",
            "",
            "\n",
            "\u00c3\u00a4\u00c3\u00b6\n",
            "\u00e4\u00f6\n",
            "zero\0byte\n",
            "lone\rreturn\n",
            "lone\rreturn\r\nx\n",
            "\u001actrl-z\u001a",
            "ctrl-z at end\n\u001a",
            "\u0001\u0002\u0003\u0004 controls\n",
            "\u00ef\u00bb\u00bfbom\n",
            "\u00f0\u009f\u0098\u0080 astral\r\n",
            "a\r\r\nb\n");

    private static final List<String> TEXT_LINES = List.of(
            "*.txt text",
            "*.txt eol=crlf",
            "*.txt text=auto",
            "* text=auto",
            "* text=auto eol=crlf",
            "*.txt text eol=crlf",
            "*.txt -text",
            "*.txt -text eol=crlf",
            "*.txt text=input eol=crlf",
            "*.txt text=other eol=crlf",
            "[attr]dos text eol=crlf",
            "[attr]dos eol=crlf text=auto",
            "[attr]twice dos ident",
            "*.bat dos",
            "*.txt dos",
            "*.txt twice",
            "*.txt -dos",
            "*.txt !dos",
            "*.txt binary",
            "*.txt -binary eol=crlf",
            "*.txt crlf",
            "*.txt -crlf",
            "*.txt crlf=input",
            "*.txt eol=lf",
            "*.txt eol",
            "*.txt -eol",
            "*.txt eol=CRLF",
            "sub/*.txt eol=crlf",
            "/a.txt eol=crlf",
            "**/b/*.txt eol=crlf",
            "sub/** eol=crlf",
            "**/a.txt eol=crlf",
            "a.txt !text !eol",
            "sub/ eol=crlf",
            "sub eol=crlf",
            "*.[tx]xt eol=crlf",
            "*.[!t]at eol=crlf",
            "?.txt eol=crlf",
            "* eol=crlf",
            ".gitattributes eol=crlf",
            "!*.txt eol=crlf",
            "\\!x eol=crlf",
            "A.TXT eol=crlf",
            "\"a b.txt\" eol=crlf",
            "\"\\303\\244.txt\" eol=crlf",
            "a\\ b.txt eol=crlf",
            "# *.txt eol=crlf",
            "\t*.txt\teol=crlf",
            "*.txt text eol=crlf -text",
            "*.txt eol=crlf eol=lf",
            "*.txt bad/name eol=crlf",
            "*.txt -=x eol=crlf",
            "go.mod eol=crlf",
            "LICENSE eol=crlf",
            "*.txt");
    // Encodings that are not written here exactly as iconv does are refused, so they are not among these.
    private static final List<String> ENCODING_LINES = List.of(
            "*.u16 working-tree-encoding=UTF-16LE",
            "*.u16 working-tree-encoding=UTF-16BE eol=crlf",
            "*.txt text working-tree-encoding=ISO-8859-1",
            "*.txt working-tree-encoding=UTF-16",
            "*.txt working-tree-encoding=UTF-8",
            "*.txt working-tree-encoding=utf-16le-bom",
            "*.txt working-tree-encoding",
            "*.txt -working-tree-encoding",
            "*.txt working-tree-encoding=UTF-32LE",
            "*.go working-tree-encoding",
            "*.txt -text working-tree-encoding=UTF-16LE");
    private static final List<String> EXPORT_LINES = List.of(
            "*.go export-ignore",
            "* export-ignore",
            "sub export-ignore",
            "*.txt export-subst",
            "* export-subst",
            "*.txt filter=lfs diff=lfs merge=lfs -text",
            "go.mod export-ignore");
    private static final List<String> IDENT_LINES = List.of(
            "*.id ident", "* ident", "*.txt ident eol=crlf", "*.txt ident=yes", "*.txt -ident", "*.txt ident -text");

    private final Dice dice;

    RandomAttributes(Dice dice) {
        this.dice = dice;
    }

    /** The file for a directory, if there is to be one. */
    Optional<String> lines(String directory) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (dice.shows(StoryFeature.TEXT_ATTRIBUTES, 2)) {
                lines.add(dice.any(TEXT_LINES));
            }
            if (dice.shows(StoryFeature.ENCODING_ATTRIBUTES, 4)) {
                lines.add(dice.any(ENCODING_LINES));
            }
            if (dice.shows(StoryFeature.EXPORT_ATTRIBUTES, 4)) {
                lines.add(dice.any(EXPORT_LINES));
            }
            if (dice.shows(StoryFeature.IDENT_ATTRIBUTES, 4)) {
                lines.add(dice.any(IDENT_LINES));
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        dice.note(StoryFeature.ATTRIBUTES_BELOW, !directory.isEmpty());
        return Optional.of(String.join(dice.chance(8) ? "\r\n" : "\n", lines) + (dice.chance(10) ? "" : "\n"));
    }
}
