package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The list of 10,000 tags: the first time, and after a tag was pushed. */
record TagListRow() implements Row {
    static final Metric FIRST = Metric.millis("first");
    static final Metric AFTER_PUSH = Metric.millis("after one pushed tag");
    static final Metric LOOP = Metric.millis("all tags, in a loop");

    private static final String PUSHED = "v1.20000.0";

    @Override
    public String id() {
        return "tag-list";
    }

    @Override
    public String title() {
        return "Cold list of 10,000 tags, and after one pushed tag";
    }

    @Override
    public Reference reference() {
        return new Reference(GitArchive.FOR_EACH_REF, LOOP, FIRST);
    }

    @Override
    public List<Requirement> requirements() {
        Basis git = Basis.measured(GitArchive.FOR_EACH_REF, LOOP);
        return List.of(
                Requirement.of(FIRST, Requirement.Sense.AT_MOST, 0.25, git),
                Requirement.of(AFTER_PUSH, Requirement.Sense.AT_MOST, 0.25, git));
    }

    @Override
    public void measure(Run run, RowResult result) throws IOException {
        List<SampleModule> warm = run.modules().copies(ModuleKind.MANY_TAGS, "warm0", WarmUp.MANY_TAGS);
        List<SampleModule> cold = run.modules().of(ModuleKind.MANY_TAGS, "cold", run.rounds());
        List<SampleModule> all = new ArrayList<>(warm);
        all.addAll(cold);
        try (Servers servers = Servers.start(run.fetching(), all, run.workspace())) {
            RowResult ignored = new RowResult();
            servers.each(0, result, (contestant, server) -> {
                if (contestant.isOurs()) {
                    for (SampleModule module : warm) {
                        ask(contestant, server, module, ignored);
                    }
                }
            });
            for (int round = 0; round < cold.size(); round++) {
                SampleModule module = cold.get(round);
                result.add(GitArchive.FOR_EACH_REF, LOOP, GitArchive.forEachRefSeconds(module) * 1e3);
                servers.each(round, result, (contestant, server) -> ask(contestant, server, module, result));
            }
        }
    }

    private static void ask(Contestant contestant, ServerProcess server, SampleModule module, RowResult result)
            throws IOException {
        double first = Download.get(server.port(), module.list()).seconds();
        Git.run(module.repository(), "update-ref", "refs/tags/" + PUSHED, "refs/heads/master");
        double after;
        try {
            after = Download.get(server.port(), module.list()).seconds();
            if (!Download.text(server.port(), module.list()).contains(PUSHED + "\n")) {
                throw new IOException("the list lacks the tag that was pushed");
            }
        } finally {
            Git.run(module.repository(), "update-ref", "-d", "refs/tags/" + PUSHED);
        }
        result.add(contestant.name(), FIRST, first * 1e3);
        result.add(contestant.name(), AFTER_PUSH, after * 1e3);
    }
}
