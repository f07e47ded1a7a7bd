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
 */
final class PasteLine {
    private static final int OK = 200;

    private final String url;
    private final GoModuleProxy proxy;

    /**
     * Creates the choice.
     *
     * @param url where the server listens
     * @param proxy what it serves, to ask it what it has
     */
    PasteLine(String url, GoModuleProxy proxy) {
        this.url = url;
        this.proxy = proxy;
    }

    /** Chooses the first module that the server really has. */
    String of(Site site) {
        for (Offer offer : site.offers()) {
            if (offer.module().isFetchable() && offer.paths().stream().allMatch(this::has)) {
                return go(offer.mount(), offer.command() + " " + offer.query());
            }
        }
        for (Project project : site.locked()) {
            // The go command sends credentials over https only.
            return "curl -H \"PRIVATE-TOKEN: $TOKEN\" " + url + Offer.mount(project) + "/"
                    + project.module().encoded() + "/@v/list";
        }
        return go("", "go env GOPROXY");
    }

    private String go(String mount, String command) {
        return "GOPROXY=" + url + mount + " GONOPROXY=none GOSUMDB=off " + command;
    }

    private boolean has(String path) {
        ProxyRequest request = new ProxyRequest("HEAD", path, RequestHeaders.NONE, Optional.empty());
        try (ModuleResponse response = proxy.handle(request)) {
            return response.status() == OK;
        }
    }
}
