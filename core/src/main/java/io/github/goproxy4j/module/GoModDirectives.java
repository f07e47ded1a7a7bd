package io.github.goproxy4j.module;

import io.github.goproxy4j.module.GoModLexer.Kind;
import io.github.goproxy4j.module.GoModLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the directives of a go.mod file as Go reads those of a dependency: only some of them, but those strictly.
 *
 * <p>The first error in a directive counts, and only if the whole file has no syntax error. Source: {@code File.add}, not
 * strict, in {@code golang.org/x/mod/modfile/rule.go}.
 */
final class GoModDirectives {
    /** Directives that may stand in a block and are read; a block of any other is skipped, of {@code go} as well. */
    private static final Set<String> IN_BLOCKS = Set.of("module", "require", "retract", "ignore");

    private static final Pattern GO_VERSION =
            Pattern.compile("([1-9][0-9]*+)\\.(0|[1-9][0-9]*+)(\\.(0|[1-9][0-9]*+))?([a-z]++[0-9]++)?");
    private static final Pattern LAX_GO_VERSION =
            Pattern.compile("v?(([1-9][0-9]*+)\\.(0|[1-9][0-9]*+))([^0-9].*+)", Pattern.DOTALL);

    private final GoModLexer lexer;
    private final List<GoMod.Retraction> retractions = new ArrayList<>();
    private @Nullable ModuleSyntaxException error;
    private @Nullable String modulePath;
    private @Nullable String goVersion;
    private @Nullable String deprecated;

    GoModDirectives(GoModLexer lexer) {
        this.lexer = lexer;
    }

    /** Adds a line: of the block with a verb, or with the verb as its first token. */
    void line(@Nullable String blockVerb, GoModParser.Line line) {
        List<Token> tokens = line.tokens();
        String verb = blockVerb == null ? tokens.get(0).text() : blockVerb;
        if (error != null || (blockVerb != null && !IN_BLOCKS.contains(verb))) {
            return;
        }
        List<Token> arguments = blockVerb == null ? tokens.subList(1, tokens.size()) : tokens;
        try {
            switch (verb) {
                case "go" -> go(tokens.get(0), arguments);
                case "module" -> module(line, arguments);
                case "retract" -> retract(line, arguments);
                case "require" -> require(tokens.get(0), arguments);
                case "ignore" -> ignore(tokens.get(0), arguments);
                default -> {
                    // Directives that Go does not know, or reads in the main module only.
                }
            }
        } catch (ModuleSyntaxException e) {
            error = e;
        }
    }

    GoMod finish() {
        if (error != null) {
            throw error;
        }
        return new GoMod(modulePath, goVersion, retractions, deprecated);
    }

    private void go(Token start, List<Token> arguments) {
        if (goVersion != null) {
            throw lexer.error(start, "repeated go statement");
        }
        if (arguments.size() != 1) {
            throw lexer.error(start, "go directive expects exactly one argument");
        }
        String version = arguments.get(0).text();
        if (!GO_VERSION.matcher(version).matches()) {
            Matcher lax = LAX_GO_VERSION.matcher(version);
            if (!lax.matches()) {
                String quoted = GoText.quote(version);
                throw lexer.error(
                        start,
                        "invalid go version '" + quoted.substring(1, quoted.length() - 1)
                                + "': must match format 1.23.0");
            }
            version = lax.group(1);
        }
        goVersion = version;
    }

    private void module(GoModParser.Line line, List<Token> arguments) {
        Token start = line.tokens().get(0);
        if (modulePath != null) {
            throw lexer.error(start, "repeated module statement");
        }
        deprecated = deprecation(line.comments());
        if (arguments.size() != 1) {
            throw lexer.error(start, "usage: module module/path");
        }
        modulePath = requireString(start, arguments.get(0));
    }

    /** What follows {@code Deprecated:} at the start of a paragraph, up to the end of the paragraph. */
    private static @Nullable String deprecation(String comments) {
        String mark = "Deprecated:";
        int start = comments.startsWith(mark) ? 0 : comments.indexOf("\n\n" + mark);
        if (start < 0) {
            return null;
        }
        start = comments.indexOf(mark, start) + mark.length();
        while (start < comments.length() && comments.charAt(start) == ' ') {
            start++;
        }
        int end = comments.indexOf("\n\n", start);
        return comments.substring(start, end < 0 ? comments.length() : end);
    }

    private void retract(GoModParser.Line line, List<Token> arguments) {
        // Other forms may come to mean something one day, so Go skips them in a dependency.
        List<Token> interval = arguments;
        if (!interval.isEmpty() && interval.get(0).is("[")) {
            boolean closed = interval.size() >= 5
                    && interval.get(2).is(",")
                    && interval.get(4).is("]");
            interval = closed ? List.of(interval.get(1), interval.get(3)) : List.of();
        } else {
            interval = interval.isEmpty() || interval.get(0).is("(")
                    ? List.of()
                    : List.of(interval.get(0), interval.get(0));
        }
        if (interval.isEmpty()) {
            return;
        }
        Optional<String> low = string(interval.get(0));
        Optional<String> high = string(interval.get(1));
        if (low.isPresent() && high.isPresent()) {
            retractions.add(new GoMod.Retraction(low.get(), high.get(), line.comments()));
        }
    }

    private void require(Token start, List<Token> arguments) {
        if (arguments.size() != 2) {
            throw lexer.error(start, "usage: require module/path v1.2.3");
        }
        String path = requireString(start, arguments.get(0));
        String where = "require " + GoText.plain(path) + ": version ";
        Token last = arguments.get(1);
        String version = string(last)
                .orElseThrow(
                        () -> lexer.error(start, where + GoText.quote(last.text()) + " invalid: " + misquoting(last)));
        Semver semver = Semver.parse(version)
                .orElseThrow(() ->
                        lexer.error(start, where + GoText.quote(version) + " invalid: must be of the form v1.2.3"));
        PathMajor major = PathMajor.of(path).orElseThrow(() -> lexer.error(start, "invalid module path"));
        Semver canonical = semver.toVersion().semver();
        major.check(canonical).ifPresent(reason -> {
            throw lexer.error(start, where + GoText.quote(canonical.text()) + " invalid: " + reason);
        });
    }

    private void ignore(Token start, List<Token> arguments) {
        if (arguments.size() != 1) {
            throw lexer.error(start, "ignore directive expects exactly one argument");
        }
        requireString(start, arguments.get(0));
    }

    private String requireString(Token start, Token token) {
        return string(token).orElseThrow(() -> lexer.error(start, "invalid quoted string: " + misquoting(token)));
    }

    /** What is wrong with a token that is no {@link #string}. */
    private static String misquoting(Token token) {
        return token.text().startsWith("\"") ? "invalid syntax" : "unquoted string cannot contain quote";
    }

    private static Optional<String> string(Token token) {
        String text = token.text();
        if (text.startsWith("\"")) {
            return GoString.unquote(text);
        }
        boolean quoted = token.kind() == Kind.STRING || text.indexOf('"') >= 0 || text.indexOf('\'') >= 0;
        return quoted || text.indexOf('`') >= 0 ? Optional.empty() : Optional.of(text);
    }
}
