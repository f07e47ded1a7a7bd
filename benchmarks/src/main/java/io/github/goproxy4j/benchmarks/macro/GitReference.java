package io.github.goproxy4j.benchmarks.macro;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModuleVersion;
import io.github.goproxy4j.zip.ModuleHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The hashes of modules by what {@code git archive} makes of their commits: none of our zips has a part in them. */
final class GitReference {
    private final Path directory;
    private final Map<ModuleId, ModuleHash> known = new HashMap<>();

    /** Unpacks files in a directory. */
    GitReference(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Fails if a zip is not the module's. */
    void check(SampleModule module, ModuleVersion version, Path zip) throws IOException {
        ModuleHash wanted = of(module, version);
        ModuleHash found = ModuleHash.ofZip(zip);
        if (!found.equals(wanted)) {
            throw new IOException(module.id(version) + " has the hash " + found.text() + ", not " + wanted.text());
        }
    }

    private ModuleHash of(SampleModule module, ModuleVersion version) throws IOException {
        ModuleHash hash = known.get(module.id(version));
        if (hash == null) {
            hash = compute(module, version);
            known.put(module.id(version), hash);
        }
        return hash;
    }

    private ModuleHash compute(SampleModule module, ModuleVersion version) throws IOException {
        Path unpacked = Files.createTempDirectory(directory, "tree");
        Path tar = unpacked.resolveSibling(unpacked.getFileName() + ".tar");
        try {
            Git.run(module.repository(), "archive", "--format=tar", "--output=" + tar, version.toString());
            Git.await(
                    new ProcessBuilder("tar", "-xf", tar.toString(), "-C", unpacked.toString())
                            .inheritIO()
                            .start(),
                    "tar");
            return ModuleHash.ofDirectory(unpacked, module.path() + "@" + version);
        } finally {
            Files.deleteIfExists(tar);
            Directories.delete(unpacked);
        }
    }
}
