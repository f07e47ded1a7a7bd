package io.github.goproxy4j.git;

import io.github.goproxy4j.source.ExportRefusedException;
import io.github.goproxy4j.source.SourceEntry;
import java.io.IOException;
import java.util.List;

/**
 * The rule that git archives nothing of a directory in which one file has the attribute {@code working-tree-encoding} but
 * no name of an encoding, though the file be one that no module zip has. Source: {@code git_path_check_encoding} in git's
 * {@code convert.c}.
 */
final class ArchiveRefusal {
    private ArchiveRefusal() {}

    static void check(List<SourceEntry> entries, TreeAttributes attributes) throws IOException {
        if (!attributes.set(WorkingTreeEncoding.ATTRIBUTE)) {
            return;
        }
        for (SourceEntry entry : entries) {
            if (entry.kind() == SourceEntry.Kind.FILE) {
                Assignment encoding = attributes
                        .of(PathBytes.byteText(entry.path()))
                        .getOrDefault(WorkingTreeEncoding.ATTRIBUTE, Assignment.unset(WorkingTreeEncoding.ATTRIBUTE));
                if (encoding.state() == Assignment.State.SET) {
                    throw new ExportRefusedException("true/false are no valid working-tree-encodings");
                }
            }
        }
    }
}
