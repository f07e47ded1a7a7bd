package io.github.goproxy4j.benchmarks.macro;

import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;

/** What git itself takes, as a process whose output nobody reads. */
final class GitArchive {
    static final String NAME = "git archive";
    static final String FOR_EACH_REF = "git for-each-ref";
    private static final int LOOP = 10;

    private GitArchive() {}

    /** Returns the seconds for a zip of a version. */
    static double seconds(SampleModule module, ModuleVersion version) throws IOException {
        return Git.seconds(
                Git.command(
                        module.repository(),
                        "archive",
                        "--format=zip",
                        "--prefix=" + module.path() + "@" + version + "/",
                        version.toString()),
                NAME);
    }

    /** Returns the seconds for all tags, in a loop. */
    static double forEachRefSeconds(SampleModule module) throws IOException {
        ProcessBuilder loop = Git.plain(new ProcessBuilder(
                "sh",
                "-c",
                "i=0; while [ $i -lt " + LOOP
                        + " ]; do git -C \"$0\" for-each-ref refs/tags || exit 1; i=$((i+1)); done",
                module.repository().toString()));
        return Git.seconds(loop, FOR_EACH_REF) / LOOP;
    }
}
