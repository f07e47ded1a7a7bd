package io.github.goproxy4j.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;

/** A story written as a bare git repository, and what its placeholders stand for there. */
final class StoryRepository {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final DateTimeFormatter PSEUDO_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Story story;
    private final Path directory;
    private final StoryObjects objects;
    private final Map<String, String> refs = new HashMap<>();

    private StoryRepository(Story story, Path directory) {
        this.story = story;
        this.directory = directory;
        this.objects = new StoryObjects(this::writeLoose);
    }

    static StoryRepository write(Story story, Path directory) throws IOException {
        StoryRepository repository = new StoryRepository(story, directory);
        Files.createDirectories(directory.resolve("objects"));
        Files.createDirectories(directory.resolve("refs"));
        Files.writeString(
                directory.resolve("config"),
                "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n");
        for (Story.Commit commit : story.commits()) {
            repository.objects.add(commit);
        }
        // Git knows a repository by its HEAD.
        Files.writeString(directory.resolve("HEAD"), repository.expand(story.head()) + "\n");
        repository.write(story.refs());
        if (story.storage() == Story.Storage.WITH_SETTINGS) {
            repository.writeSettings();
        }
        return repository;
    }

    /** Moves the refs, as a forced push does. */
    void move(Story.Later later) throws IOException {
        Files.deleteIfExists(directory.resolve("packed-refs"));
        try (Stream<Path> files = Files.walk(directory.resolve("refs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        refs.clear();
        write(later.refs());
        if (later.prune()) {
            GitHistory.git(directory, "gc", "--quiet", "--prune=now");
        }
    }

    private void write(List<Story.Ref> all) throws IOException {
        for (Story.Ref ref : all) {
            Path file = directory.resolve(expand(ref.name()));
            Files.createDirectories(file.getParent());
            if (ref.target().startsWith("ref:")) {
                Files.writeString(file, ref.target().replaceFirst(":", ": ") + "\n");
            } else {
                String id = objects.target(ref);
                refs.put(ref.name(), id);
                Files.writeString(file, id + "\n");
            }
        }
        if (story.storage() != Story.Storage.LOOSE) {
            GitHistory.git(directory, "pack-refs", "--all");
        }
        if (story.storage() == Story.Storage.PACKED || story.storage() == Story.Storage.WITH_SETTINGS) {
            GitHistory.git(directory, "repack", "-a", "-d", "-k", "-q");
        }
    }

    private void writeSettings() throws IOException {
        Files.createDirectories(directory.resolve("info"));
        Files.writeString(directory.resolve("info/attributes"), "*.txt eol=crlf\n*.go ident\n* export-ignore\n");
        Files.writeString(
                directory.resolve("config"),
                "[core]\n\tautocrlf = true\n\teol = crlf\n\tabbrev = 40\n[log]\n\tshowSignature = true\n",
                StandardOpenOption.APPEND);
    }

    /** Fills in what a text says of ids and times. */
    String expand(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
    }

    private String value(String placeholder) {
        String[] parts = placeholder.split(":", -1);
        int digits = parts.length > 1 ? Integer.parseInt(parts[parts.length - 1]) : 40;
        return switch (parts[0]) {
            case "time" ->
                PSEUDO_TIME.format(
                        Instant.ofEpochSecond(story.commits().get(digits).time()));
            case "ref" -> refs.getOrDefault(parts[1], StoryObjects.ABSENT).substring(0, digits);
            case "tree" -> objects.trees().get(Integer.parseInt(parts[1])).substring(0, digits);
            case "upper" -> id(parts[1]).substring(0, digits).toUpperCase(Locale.ROOT);
            default -> id(parts[0]).substring(0, digits);
        };
    }

    private String id(String place) {
        return objects.commits().get(Integer.parseInt(place));
    }

    private void writeLoose(String id, byte[] header, byte[] content) throws IOException {
        Path file = directory.resolve("objects/" + id.substring(0, 2) + "/" + id.substring(2));
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            try (DeflaterOutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
                out.write(header);
                out.write(content);
            }
        }
    }
}
