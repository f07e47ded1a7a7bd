package io.github.goproxy4j;

import io.github.goproxy4j.repository.GoImport;
import java.nio.charset.StandardCharsets;

/** The page that tells {@code go} where modules are. */
final class GoImportPage {
    private GoImportPage() {}

    static byte[] of(GoImport found) {
        StringBuilder html = new StringBuilder("<html><head>");
        tag(html, found.prefix() + " mod " + found.proxy().toASCIIString());
        found.repository().ifPresent(url -> tag(html, found.prefix() + " git " + url.toASCIIString()));
        html.append("</head><body>go get ").append(escape(found.prefix())).append("</body></html>");
        return html.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void tag(StringBuilder html, String content) {
        html.append("<meta name=\"go-import\" content=\"")
                .append(escape(content))
                .append("\">");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
