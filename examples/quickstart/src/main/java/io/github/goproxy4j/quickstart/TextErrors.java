package io.github.goproxy4j.quickstart;

import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Makes plain text of the errors that Jetty finds before a request reaches the servlet, because the {@code go} command
 * shows plain text to its user and hides HTML; and GitLab's JSON for clients that name {@code application/json} as what they
 * accept.
 */
final class TextErrors extends ErrorHandler {
    private static final HttpField TEXT = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField NOT_CACHED = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final HttpField NO_GUESSING = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final Pattern CAPITALIZED = Pattern.compile("\\b[A-Z](?=[a-z])");
    private static final int MAX_REASON = 400;

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        if (status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 || status == HttpStatus.NOT_IMPLEMENTED_501) {
            // What nobody can serve is the client's error, and no alarm for who watches the server.
            response.setStatus(HttpStatus.BAD_REQUEST_400);
        }
        boolean wantsJson = request.getHeaders().getQualityCSV(HttpHeader.ACCEPT).stream()
                .anyMatch(range -> range.toLowerCase(Locale.ROOT).startsWith("application/json"));
        setHeaders(response.getHeaders(), wantsJson ? JSON : TEXT);
        Content.Sink.write(response, true, wantsJson ? json(response.getStatus()) : text(status, message), callback);
    }

    private static String json(int status) {
        return "{\"message\":\"" + status + " " + HttpStatus.getMessage(status) + "\"}";
    }

    private static void setHeaders(HttpFields.Mutable headers, HttpField type) {
        headers.put(type);
        headers.put(NOT_CACHED);
        headers.put(NO_GUESSING);
    }

    /** Says what Jetty found, such as {@code bad request: Ambiguous URI encoding}; of our own failures, nothing. */
    private static String text(int status, @Nullable String message) {
        String meaning = HttpStatus.getMessage(status);
        if (message == null || message.equals(meaning) || HttpStatus.isServerError(status)) {
            return decapitalized(meaning) + "\n";
        }
        String printable = message.replaceAll("[^\\x20-\\x7e]", "?");
        return decapitalized(meaning) + ": " + printable.substring(0, Math.min(MAX_REASON, printable.length())) + "\n";
    }

    /** Makes {@code not found} of {@code Not Found}, and leaves {@code HTTP} alone. */
    private static String decapitalized(String meaning) {
        return CAPITALIZED.matcher(meaning).replaceAll(word -> word.group().toLowerCase(Locale.ROOT));
    }
}
