package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.module.VersionQuery;

/**
 * What an answer is the answer to. Nothing of a caller is in it.
 *
 * @param project the project's key
 * @param module the module
 * @param kind what was asked for
 * @param which of which version, or for which query
 */
record AnswerKey(String project, ModulePath module, Kind kind, Object which) {
    /** What may be asked for. */
    enum Kind {
        VERSIONS,
        INFO,
        MOD,
        ZIP
    }

    private static final int OVERHEAD = 160;

    static AnswerKey versions(String project, ModulePath module) {
        return new AnswerKey(project, module, Kind.VERSIONS, "");
    }

    static AnswerKey info(String project, ModulePath module, VersionQuery query) {
        return new AnswerKey(project, module, Kind.INFO, query);
    }

    static AnswerKey mod(String project, ModuleId id) {
        return new AnswerKey(project, id.path(), Kind.MOD, id.version());
    }

    static AnswerKey zip(String project, ModuleId id) {
        return new AnswerKey(project, id.path(), Kind.ZIP, id.version());
    }

    boolean isOf(String otherProject) {
        return project.equals(otherProject);
    }

    boolean isOf(String otherProject, ModulePath otherModule) {
        return project.equals(otherProject) && module.equals(otherModule);
    }

    /** About how many bytes the key takes: the texts may be long, and its holder's own. */
    int weight() {
        int texts = project.length() + module.toString().length();
        return OVERHEAD + texts + 2 * whichLength();
    }

    private int whichLength() {
        return which instanceof VersionQuery query
                ? query.text().length()
                : which.toString().length();
    }
}
