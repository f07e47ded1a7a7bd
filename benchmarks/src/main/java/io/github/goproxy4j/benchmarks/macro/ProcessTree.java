package io.github.goproxy4j.benchmarks.macro;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/** What a process and its descendants have used, as the Linux kernel counts it. */
final class ProcessTree {
    /** What the kernel counts times in, for everything that user space sees. */
    private static final double TICKS_PER_SECOND = 100;

    /** Where utime, stime, cutime and cstime are, counted from the field after the command's name. */
    private static final int FIRST_TIME = 11;

    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** Returns the seconds of CPU time, those of children included that have ended. */
    double cpuSeconds() throws IOException {
        long ticks = 0;
        for (ProcessHandle process : processes()) {
            ticks += ticks(process.pid());
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Returns the resident memory of all of them now, in MiB. */
    double residentMib() throws IOException {
        long kib = 0;
        for (ProcessHandle process : processes()) {
            kib += status(process.pid(), "VmRSS:").orElse(0);
        }
        return kib / 1024.0;
    }

    /** Returns the most that the first of the processes has had resident, in MiB. */
    double peakResidentMib() throws IOException {
        return status(root.pid(), "VmHWM:").orElseThrow(() -> new IOException("the process has ended")) / 1024.0;
    }

    List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    private static long ticks(long pid) throws IOException {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return 0;
        }
        StringTokenizer fields = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 1));
        for (int i = 0; i < FIRST_TIME; i++) {
            fields.nextToken();
        }
        long ticks = 0;
        for (int i = 0; i < 4; i++) {
            ticks += Long.parseLong(fields.nextToken());
        }
        return ticks;
    }

    private static OptionalLong status(long pid, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(
                            line.substring(name.length(), line.indexOf(" kB")).strip()))
                    .findAny();
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }
}
