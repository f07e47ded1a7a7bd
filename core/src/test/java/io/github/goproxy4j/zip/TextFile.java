package io.github.goproxy4j.zip;

import io.github.goproxy4j.module.GoText;
import io.github.goproxy4j.testdata.Txtar;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** A file in memory that is offered to a zip. */
record TextFile(String path, Kind kind, String text) implements SourceFile {
    static TextFile regular(String path, String text) {
        return new TextFile(path, Kind.REGULAR, text);
    }

    static TextFile regular(String path) {
        return regular(path, "");
    }

    static List<TextFile> of(List<Txtar.Member> members) {
        return members.stream()
                .map(member -> regular(member.name(), member.text()))
                .toList();
    }

    @Override
    public long size() {
        return GoText.encode(text).length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(GoText.encode(text));
    }
}
