package io.github.goproxy4j.quickstart;

import io.github.goproxy4j.GoModuleProxy;
import io.github.goproxy4j.ModuleResponse;
import io.github.goproxy4j.ProxyRequest;
import io.github.goproxy4j.auth.RequestHeaders;
import java.util.Optional;

/**
 * The line to paste into a shell, which shows that the server works. It holds in any directory and with Go's default
 * settings, because it switches off what those want and this server does not have: the checksum database, and the
 * exception of private modules from proxies.
 *
 * @param begin what is in front of the server's URL
 * @param end what is behind it
 */
record PasteLine(String begin, String end) {
    private static final int OK = 200;

    /**
     * Chooses the first module that the server really has.
     *
     * @param site what it offers, and what it has
     */
    static PasteLine choose(Site site) {
        for (Offer offer : site.offers()) {
            if (offer.module().isFetchable() && offer.paths().stream().allMatch(path -> has(site.proxy(), path))) {
                return go(offer.mount(), offer.command() + " " + offer.query());
            }
        }
        for (Project project : site.locked()) {
            // The go command sends credentials over https only.
            return new PasteLine(
                    "curl -H \"PRIVATE-TOKEN: $TOKEN\" ",
                    Offer.mount(project) + "/" + project.module().encoded() + "/@v/list");
        }
        return go("", "go env GOPROXY");
    }

    private static PasteLine go(String mount, String command) {
        return new PasteLine("GOPROXY=", mount + " GONOPROXY=none GOSUMDB=off " + command);
    }

    private static boolean has(GoModuleProxy proxy, String path) {
        ProxyRequest request = new ProxyRequest("HEAD", path, Optional.empty(), RequestHeaders.NONE, Optional.empty());
        try (ModuleResponse response = proxy.handle(request)) {
            return response.status() == OK;
        }
    }

    /** The line for a server at a URL. */
    String at(String url) {
        return begin + url + end;
    }
}
