package io.github.goproxy4j.git;

import io.github.goproxy4j.zip.DeflatedContent;
import java.security.MessageDigest;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Tells whether bytes are those of a blob, by its id: whatever place in whatever pack they come from. */
final class BlobIdentity implements DeflatedContent.Identity {
    private final MessageDigest sha1 = Constants.newMessageDigest();
    private final ObjectId blob;

    /**
     * Begins a check.
     *
     * @param blob the id
     * @param size how many bytes there will be
     */
    BlobIdentity(ObjectId blob, long size) {
        this.blob = blob;
        sha1.update(Constants.encodedTypeString(Constants.OBJ_BLOB));
        sha1.update((byte) ' ');
        sha1.update(Constants.encodeASCII(size));
        sha1.update((byte) 0);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        sha1.update(bytes, offset, length);
    }

    @Override
    public boolean isConfirmed() {
        return ObjectId.fromRaw(sha1.digest()).equals(blob);
    }
}
