package io.github.goproxy4j.module;

import io.github.goproxy4j.module.GoModLexer.Kind;
import io.github.goproxy4j.module.GoModLexer.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lines and blocks of a go.mod file with the comments that belong to them, and hands each line on at once.
 *
 * <p>Source: the parser in {@code golang.org/x/mod/modfile/read.go}.
 */
final class GoModParser {
    /** How many tokens of a line are kept: more than any directive has, so that too many are seen to be too many. */
    private static final int KEPT = 8;

    private final GoModLexer lexer;
    private final GoModDirectives directives;

    /**
     * A line of the file.
     *
     * @param tokens its words, strings and punctuation, at least one, and not the last ones of a very long line
     * @param comments the text of the comments above it and at its end
     * @param hasComments whether it has comments or, in a block, a blank line above it; then the block's do not count
     */
    record Line(List<Token> tokens, String comments, boolean hasComments) {}

    private GoModParser(GoModLexer lexer, GoModDirectives directives) {
        this.lexer = lexer;
        this.directives = directives;
    }

    static GoMod parse(byte[] bytes) {
        GoModLexer lexer = new GoModLexer(GoText.decode(bytes));
        GoModDirectives directives = new GoModDirectives(lexer);
        new GoModParser(lexer, directives).file();
        return directives.finish();
    }

    /** Comments on lines of their own, as text: without slashes, a line for each. */
    private static final class Comments {
        private final StringBuilder text = new StringBuilder();
        private int comments;
        private boolean blankLast;
        private boolean any;

        void add(Token comment) {
            text.append(comments++ == 0 ? "" : "\n")
                    .append(GoText.trimSpace(comment.text().substring(2)));
            blankLast = false;
            any = true;
        }

        /** A blank line in a block counts once, and not at the block's beginning. */
        void blank(boolean first) {
            if (any ? !blankLast : !first) {
                blankLast = true;
                any = true;
            }
        }

        Line line(List<Token> tokens, Token end) {
            if (end.kind() == Kind.SUFFIX_COMMENT) {
                add(end);
            }
            return new Line(tokens, text.toString(), any);
        }
    }

    private void file() {
        Comments comments = new Comments();
        while (true) {
            switch (lexer.peek().kind()) {
                case EOF -> {
                    return;
                }
                case NEWLINE, SUFFIX_COMMENT -> {
                    lexer.take();
                    comments = new Comments();
                }
                case LINE_COMMENT -> comments.add(lexer.take());
                case WORD, STRING, PUNCTUATION -> {
                    statement(comments);
                    comments = new Comments();
                }
            }
        }
    }

    private void statement(Comments comments) {
        List<Token> tokens = new ArrayList<>();
        tokens.add(lexer.take());
        while (true) {
            Token token = lexer.take();
            if (token.kind().endsLine()) {
                directives.line(null, comments.line(tokens, token));
                return;
            }
            if (token.is("(") && lexer.peek().kind().endsLine()) {
                block(tokens, comments.text.toString());
                return;
            }
            keep(tokens, token);
            if (token.is("(") && lexer.peek().is(")")) {
                keep(tokens, lexer.take());
                if (lexer.peek().kind().endsLine()) {
                    lexer.take();
                    return;
                }
            }
        }
    }

    private static void keep(List<Token> tokens, Token token) {
        if (tokens.size() < KEPT) {
            tokens.add(token);
        }
    }

    private void block(List<Token> opening, String blockComments) {
        @Nullable String verb = opening.size() == 1 ? opening.get(0).text() : null;
        Comments comments = new Comments();
        boolean first = true;
        while (true) {
            Token token = lexer.peek();
            switch (token.kind()) {
                case EOF ->
                    throw lexer.error(
                            "syntax error (unterminated block started at " + lexer.place(opening.get(0)) + ")");
                case SUFFIX_COMMENT -> lexer.take();
                case NEWLINE -> {
                    lexer.take();
                    comments.blank(first);
                }
                case LINE_COMMENT -> comments.add(lexer.take());
                case WORD, STRING, PUNCTUATION -> {
                    if (token.is(")")) {
                        endBlock();
                        return;
                    }
                    Line line = lineInBlock(comments);
                    if (verb != null) {
                        directives.line(verb, line.hasComments() ? line : new Line(line.tokens(), blockComments, true));
                    }
                    comments = new Comments();
                    first = false;
                }
            }
        }
    }

    private Line lineInBlock(Comments comments) {
        List<Token> tokens = new ArrayList<>();
        Token token = lexer.take();
        while (!token.kind().endsLine()) {
            keep(tokens, token);
            token = lexer.take();
        }
        return comments.line(tokens, token);
    }

    private void endBlock() {
        lexer.take();
        if (!lexer.peek().kind().endsLine()) {
            throw lexer.error("syntax error (expected newline after closing paren)");
        }
        lexer.take();
    }
}
