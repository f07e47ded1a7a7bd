package io.github.goproxy4j.module;

/**
 * Cuts a go.mod file into tokens, in one pass. Source: the lexer in {@code golang.org/x/mod/modfile/read.go}.
 *
 * <p>It works on the decoded text, in which a byte that is not UTF-8 is a character of its own, part of a word.
 */
final class GoModLexer {
    private static final String PUNCTUATION = "()[]{},";

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;
    private boolean lineHasToken;
    private int tokenLine = 1;
    private int tokenLineStart;
    private Token next;

    /** What a token is. */
    enum Kind {
        EOF,
        NEWLINE,
        /** A comment that follows something on its line, with the end of the line. */
        SUFFIX_COMMENT,
        /** A comment alone on its line, with the end of the line. */
        LINE_COMMENT,
        WORD,
        STRING,
        PUNCTUATION;

        boolean endsLine() {
            return this == EOF || this == NEWLINE || this == SUFFIX_COMMENT;
        }
    }

    /** A token; its text is as it stands in the file, for a comment without the end of the line. */
    record Token(Kind kind, String text, int line, int lineStart, int start) {
        boolean is(String punctuation) {
            return kind == Kind.PUNCTUATION && text.equals(punctuation);
        }
    }

    GoModLexer(String text) {
        this.text = text;
        this.next = scan();
    }

    Token peek() {
        return next;
    }

    Token take() {
        Token token = next;
        next = scan();
        return token;
    }

    /** An error where the lexer stands now, which is behind the token that {@link #peek} shows. */
    ModuleSyntaxException error(String reason) {
        return error(line, lineStart, at, reason);
    }

    /** An error where a token begins. */
    ModuleSyntaxException error(Token token, String reason) {
        return error(token.line(), token.lineStart(), token.start(), reason);
    }

    private ModuleSyntaxException error(int atLine, int atLineStart, int index, String reason) {
        int column = text.codePointCount(atLineStart, index) + 1;
        return new ModuleSyntaxException("go.mod:" + atLine + ":" + (column > 1 ? column + ":" : "") + " " + reason);
    }

    /** The place of a token as Go writes it where it always writes the column. */
    String place(Token token) {
        return "go.mod:" + token.line() + ":" + (text.codePointCount(token.lineStart(), token.start()) + 1);
    }

    private Token scan() {
        while (at < text.length() && " \t\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        tokenLine = line;
        tokenLineStart = lineStart;
        if (at == text.length()) {
            return token(Kind.EOF, at);
        }
        if (text.startsWith("//", at)) {
            return comment();
        }
        refuseBlockComment();
        char c = text.charAt(at);
        if (c == '\n') {
            at++;
            startLine();
            return token(Kind.NEWLINE, at - 1);
        }
        lineHasToken = true;
        if (PUNCTUATION.indexOf(c) >= 0) {
            at++;
            return token(Kind.PUNCTUATION, at - 1);
        }
        return c == '"' || c == '`' ? string(c) : word();
    }

    /** The token from an index to where the lexer stands. */
    private Token token(Kind kind, int start) {
        return new Token(kind, text.substring(start, at), tokenLine, tokenLineStart, start);
    }

    private void startLine() {
        line++;
        lineStart = at;
        lineHasToken = false;
    }

    private Token comment() {
        int start = at;
        int newline = text.indexOf('\n', at);
        at = newline < 0 ? text.length() : newline;
        if (newline >= 0 && text.charAt(at - 1) == '\r') {
            at--;
        }
        Token comment = token(lineHasToken ? Kind.SUFFIX_COMMENT : Kind.LINE_COMMENT, start);
        if (newline >= 0) {
            at = newline + 1;
            startLine();
        }
        return comment;
    }

    private void refuseBlockComment() {
        if (text.startsWith("/*", at)) {
            throw error("mod files must use // comments (not /* */ comments)");
        }
    }

    private Token string(char quote) {
        int start = at++;
        while (true) {
            if (at == text.length()) {
                throw error(tokenLine, tokenLineStart, start, "unexpected EOF in string");
            }
            char c = text.charAt(at);
            if (c == '\n') {
                throw error("unexpected newline in string");
            }
            at++;
            if (c == quote) {
                return token(Kind.STRING, start);
            }
            if (c == '\\' && quote != '`') {
                escaped(start);
            }
        }
    }

    /** Steps over the character after a backslash, even a newline, which only the value of the string then refuses. */
    private void escaped(int start) {
        if (at == text.length()) {
            throw error(tokenLine, tokenLineStart, start, "unexpected EOF in string");
        }
        at += Character.charCount(text.codePointAt(at));
        if (text.charAt(at - 1) == '\n') {
            startLine();
            lineHasToken = true;
        }
    }

    private Token word() {
        int start = at;
        if (!isWord(text.codePointAt(at))) {
            throw error("unexpected input character " + GoText.quote(text.codePointAt(at)));
        }
        while (at < text.length() && isWord(text.codePointAt(at)) && !text.startsWith("//", at)) {
            refuseBlockComment();
            at += Character.charCount(text.codePointAt(at));
        }
        return token(Kind.WORD, start);
    }

    private static boolean isWord(int c) {
        return GoText.isStrayByte(c) || (PUNCTUATION.indexOf(c) < 0 && !GoText.isSpace(c) && GoText.isPrintable(c));
    }
}
