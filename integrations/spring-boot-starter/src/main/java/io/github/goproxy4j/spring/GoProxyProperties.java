package io.github.goproxy4j.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the starter. Their descriptions are shown to users by what completes properties.
 *
 * @param enabled Whether Go modules are served.
 * @param path Path below the context path that Go modules are served at, such as /go. The default is /api/v4, the path of
 *     GitLab's API, where there is a GoProjects bean, and /go elsewhere.
 * @param queryTokens Whether tokens are also taken from the query parameters private_token and job_token, which end up in
 *     logs.
 * @param allowEncodedSlash Whether the embedded Tomcat or Jetty, and Spring Security's firewall for the paths of Go modules,
 *     let through %2F, with which projects are named by their paths.
 */
@ConfigurationProperties("goproxy")
record GoProxyProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String path,
        @DefaultValue("false") boolean queryTokens,
        @DefaultValue("true") boolean allowEncodedSlash) {}
