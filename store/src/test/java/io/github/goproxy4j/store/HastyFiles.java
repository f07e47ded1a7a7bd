package io.github.goproxy4j.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** A disk that is not waited for: for tests in which no power fails, and to change a step of it. */
class HastyFiles implements DiskFiles {
    private final SystemFiles system = new SystemFiles();

    @Override
    public void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        return system.create(file);
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    }

    @Override
    public void copy(Path from, Path to) throws IOException {
        system.copy(from, to);
    }

    @Override
    public void force(Path file) throws IOException {
        Files.getLastModifiedTime(file);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        system.link(existing, name);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        system.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        system.delete(file);
    }

    @Override
    public void touch(Path file, Instant time) throws IOException {
        system.touch(file, time);
    }
}
