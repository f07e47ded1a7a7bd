package io.github.goproxy4j.store;

import io.github.goproxy4j.module.ModuleVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The file {@code @v/list} of a module in a store: its versions that are kept with their zip, without pseudo-versions. The
 * store itself does not read it to answer; whoever reads the tree as a GOPROXY does.
 */
final class ListFile {
    private ListFile() {}

    /** The versions that the file of a directory names; none if there is no such file. */
    static NavigableSet<ModuleVersion> read(Path versions) throws IOException {
        NavigableSet<ModuleVersion> listed = new TreeSet<>();
        try {
            Files.readString(versions.resolve(StoreLayout.LIST), StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(ModuleVersion::find)
                    .flatMap(Optional::stream)
                    .forEach(listed::add);
        } catch (NoSuchFileException e) {
            listed.clear();
        }
        return listed;
    }

    static byte[] bytes(NavigableSet<ModuleVersion> listed) {
        StringBuilder text = new StringBuilder();
        for (ModuleVersion version : listed) {
            text.append(version).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static boolean isListed(ModuleVersion version) {
        return !version.isPseudo();
    }
}
