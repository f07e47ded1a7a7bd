package io.github.goproxy4j.directory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A tree of files for a test, written down as {@code -- name --} lines, each followed by its file's content. */
record Tree(Path root) {
    Tree write(String text) throws IOException {
        Path file = null;
        StringBuilder content = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
            String name = line.strip();
            if (name.startsWith("-- ") && name.endsWith(" --")) {
                finish(file, content);
                file = root.resolve(name.substring(3, name.length() - 3));
            } else {
                content.append(line);
            }
        }
        finish(file, content);
        return this;
    }

    private static void finish(Path file, StringBuilder content) throws IOException {
        if (file != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        content.setLength(0);
    }

    Tree write(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return this;
    }

    /** A zip of empty-ish files, with whatever names; a name that ends in a slash is a directory. */
    static byte[] zip(String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    zip.write(name.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    DirectoryRepository repository() throws IOException {
        return DirectoryRepository.of(root);
    }

    DirectoryRepository repository(List<String> log) throws IOException {
        return new DirectoryRepository(ServedTree.of(root), new FirstLook(log::add));
    }

    static List<String> log() {
        return new ArrayList<>();
    }
}
