package io.github.goproxy4j.source;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The permissions of a new file that nobody but its owner may open. */
final class OwnerOnly {
    private static final String PERMISSIONS = "rw-------";

    private OwnerOnly() {}

    /** The attributes to create such a file with in a directory; none where the file system has no such permissions. */
    static FileAttribute<?>[] attributes(Path directory) {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PERMISSIONS))
                }
                : new FileAttribute<?>[0];
    }
}
