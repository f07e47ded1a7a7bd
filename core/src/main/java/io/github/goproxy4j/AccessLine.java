package io.github.goproxy4j;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.ProjectRef;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An access event as a line of text. */
final class AccessLine {
    private AccessLine() {}

    static String of(AccessEvent event) {
        return "client=" + quote(event.clientHost())
                + " method=" + GoText.quote(event.method())
                + " project=" + quote(event.project().map(AccessLine::name))
                + " endpoint=" + event.endpoint().label()
                + " module=" + quote(event.module().map(ModulePath::toString))
                + " version=" + quote(event.version())
                + " status=" + event.status()
                + " outcome=" + event.outcome().label()
                + " bytes=" + event.bytes()
                + " micros=" + TimeUnit.NANOSECONDS.toMicros(event.duration().toNanos())
                + " id=" + quote(event.requestId());
    }

    private static String quote(Optional<String> text) {
        return text.map(GoText::quote).orElse("-");
    }

    /** As in GitLab's paths, but not encoded. */
    private static String name(ProjectRef ref) {
        if (ref instanceof ProjectRef.Id id) {
            return "projects/" + id.number();
        }
        if (ref instanceof ProjectRef.FullPath path) {
            return "projects/" + path.path();
        }
        if (ref instanceof ProjectRef.GroupId id) {
            return "groups/" + id.number();
        }
        if (ref instanceof ProjectRef.GroupPath path) {
            return "groups/" + path.path();
        }
        return ref.equals(ProjectRef.ROOT) ? "/" : ref.equals(ProjectRef.INSTANCE) ? "*" : "?";
    }
}
