package io.github.goproxy4j.git;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What git does to a file's bytes between the repository and an archive, decided from the file's attributes.
 *
 * <p>The {@code go} command runs {@code git -c core.autocrlf=input -c core.eol=lf archive}: with these settings only an
 * explicit {@code eol=crlf} changes line ends. Filters such as git-lfs run only where they are configured, which a server's
 * repository is no place for: they are left out. Source: gitattributes(5), "Checking-out and checking-in".
 *
 * @param ident whether {@code $Id$} is replaced
 * @param lineEnds what happens to line ends
 * @param encoding the encoding that the text is written in, empty for the committed bytes
 */
record Conversion(boolean ident, LineEnds lineEnds, Optional<WorkingTreeEncoding> encoding) {
    /** What happens to line ends. */
    enum LineEnds {
        /** Nothing. */
        KEPT,
        /** Every lone LF becomes CRLF. */
        CRLF,
        /** The same, but only in a file that looks like text and has no CR. */
        CRLF_IF_TEXT
    }

    /** No conversion. */
    static final Conversion NONE = new Conversion(false, LineEnds.KEPT, Optional.empty());

    /**
     * Decides.
     *
     * @throws IOException where git itself gives up
     */
    static Conversion of(Map<String, Assignment> attributes) throws IOException {
        if (attributes.isEmpty()) {
            return NONE;
        }
        Assignment encoding = attributes.get(WorkingTreeEncoding.ATTRIBUTE);
        return new Conversion(
                isSet(attributes.get("ident")),
                lineEnds(attributes),
                encoding == null ? Optional.empty() : WorkingTreeEncoding.of(encoding));
    }

    boolean changesNothing() {
        return !ident && lineEnds == LineEnds.KEPT && encoding.isEmpty();
    }

    private static LineEnds lineEnds(Map<String, Assignment> attributes) {
        Text text = Text.of(attributes.get("text"));
        if (text == Text.UNDECIDED) {
            text = Text.of(attributes.get("crlf"));
        }
        Assignment eol = attributes.get("eol");
        if (text == Text.NO || eol == null || !eol.hasValue("crlf")) {
            return LineEnds.KEPT;
        }
        return text == Text.AUTO ? LineEnds.CRLF_IF_TEXT : LineEnds.CRLF;
    }

    private static boolean isSet(@Nullable Assignment assignment) {
        return assignment != null && assignment.state() == Assignment.State.SET;
    }

    /** Whether a file is text, as its attribute {@code text}, or of old {@code crlf}, has it. */
    private enum Text {
        YES,
        NO,
        AUTO,
        UNDECIDED;

        static Text of(@Nullable Assignment assignment) {
            if (assignment == null) {
                return UNDECIDED;
            }
            return switch (assignment.state()) {
                case SET -> YES;
                case UNSET -> NO;
                case UNSPECIFIED -> UNDECIDED;
                case VALUE -> assignment.hasValue("auto") ? AUTO : assignment.hasValue("input") ? YES : UNDECIDED;
            };
        }
    }
}
