package io.github.goproxy4j.benchmarks.macro;

import java.util.List;
import java.util.stream.IntStream;

/** What a generated module is like. */
enum ModuleKind {
    /** 20 tags, a zip of about 27 KB. */
    SMALL(12, 88_000, 0, 20, 0.1),
    /** 10,000 packed tags, every second one annotated. */
    MANY_TAGS(3, 12_000, 0, 1, 0),
    /** A zip of about 8.5 MB. */
    ZIP_8MB(800, 12_000_000, 5_300_000, 1, 0),
    /** 2,000 files of 20 MB; the next release has 80 % of the bytes unchanged. */
    MEDIUM(2_000, 20_000_000, 0, 2, 0.2),
    /** A zip of about 217 MB, half of the source hardly compressible; the next release has 80 % of the bytes unchanged. */
    LARGE(8_000, 160_000_000, 175_000_000, 2, 0.2),
    /** 30 releases of 10 MB, each of which changes every file a little, so that none has a blob of another. */
    THIRTY_RELEASES(1_000, 10_000_000, 0, 30, 1);

    /** How many files of text it has. */
    final int files;

    /** The bytes of these. */
    final int textBytes;

    /** Bytes that do not compress, in further files. */
    final int denseBytes;

    /** How many releases. */
    final int releases;

    /** Which part of the files each release changes. */
    final double changed;

    ModuleKind(int files, int textBytes, int denseBytes, int releases, double changed) {
        this.files = files;
        this.textBytes = textBytes;
        this.denseBytes = denseBytes;
        this.releases = releases;
        this.changed = changed;
    }

    /** The versions that are asked for, the lowest first. */
    List<String> versions() {
        return this == MANY_TAGS
                ? List.of("v1." + (SampleModules.MANY - 1) + ".0")
                : IntStream.range(0, releases).mapToObj(i -> "v1." + i + ".0").toList();
    }
}
