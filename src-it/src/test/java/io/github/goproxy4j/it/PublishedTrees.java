package io.github.goproxy4j.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Commits the files of module zips to the repository they may have come from.
 *
 * <p>{@code git archive} has applied the repository's attributes to them. It does so again, and changes nothing then:
 * line ends that it has made, it leaves. Only an expanded {@code $Id$} has to be taken back first, as its hash is that of
 * the file without it.
 */
final class PublishedTrees {
    private static final String LICENSE = "LICENSE";
    private static final Pattern ID = Pattern.compile("\\$Id: ([0-9a-f]{40}) \\$");

    private final Map<String, Path> zips;

    /** Creates it with the zip of each module's {@link PublishedModule#id() id}. */
    PublishedTrees(Map<String, Path> zips) {
        this.zips = zips;
    }

    /** Makes a repository of the modules of one root, with a commit for each tag. */
    void commit(Path repository, List<PublishedModule> modules) throws IOException {
        Map<String, List<PublishedModule>> tags = modules.stream()
                .collect(Collectors.groupingBy(PublishedModule::tag, TreeMap::new, Collectors.toList()));
        try (GitHistory git = GitHistory.of(repository)) {
            for (Map.Entry<String, List<PublishedModule>> tag : tags.entrySet()) {
                git.beginEmpty("main");
                for (PublishedModule module : tag.getValue()) {
                    add(git, module);
                }
                git.tag(tag.getKey());
            }
        }
    }

    /** Adds a module's files in its directory, but its licence in the root: from there it must come back. */
    private void add(GitHistory git, PublishedModule module) throws IOException {
        String directory = module.directory().isEmpty() ? "" : module.directory() + "/";
        try (ZipFile zip = new ZipFile(zips.get(module.id()).toFile(), StandardCharsets.UTF_8)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName().substring(module.id().length() + 1);
                try (InputStream in = zip.getInputStream(entry)) {
                    git.file(name.equals(LICENSE) ? name : directory + name, committed(in.readAllBytes()));
                }
            }
        }
    }

    /** Returns the blob that Git has made a file from. */
    private static byte[] committed(byte[] file) {
        // A char for each byte, whatever the file's encoding is.
        String text = new String(file, StandardCharsets.ISO_8859_1);
        Matcher ids = ID.matcher(text);
        List<String> hashes = ids.results().map(id -> id.group(1)).distinct().toList();
        if (hashes.size() != 1) {
            return file;
        }
        byte[] blob = ids.replaceAll("\\$Id\\$").getBytes(StandardCharsets.ISO_8859_1);
        return blobId(blob).equals(hashes.get(0)) ? blob : file;
    }

    private static String blobId(byte[] blob) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + blob.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(blob));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
