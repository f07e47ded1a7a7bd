package io.github.goproxy4j.git;

import io.github.goproxy4j.source.ObjectId;
import io.github.goproxy4j.source.SourceRefs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Reads the refs of a repository that keeps them in files. A ref that is malformed, or leads nowhere, is left out, as git
 * does with a warning; the id of a missing object is an id.
 *
 * <p>Of what it read before it reads again only what may have changed. Thread-safe.
 */
final class RefFiles implements RefReading {
    /** As many files of single refs belong to the stamp, so that one that is written over in place is seen at once. */
    static final int STAMPED_FILES = 8;

    /** Git follows as many symbolic refs, one after the other. */
    private static final int MAX_DEPTH = 5;

    /** All that was read at one moment. */
    private record Files(Seen<RefValue> head, LooseRefs loose, Seen<PackedRefs> packed) {}

    private final GitDirectory directory;
    private final RefDatabase database;
    private final LongSupplier clock;
    private volatile @Nullable Files last;

    /** Whether a ref was followed whose files do not belong to the stamp. */
    private static final class Outside {
        private boolean followed;
    }

    /**
     * Creates the reader of one repository.
     *
     * @param database the same refs as JGit has them, for symbolic refs that leave tags and branches
     */
    RefFiles(GitDirectory directory, RefDatabase database, LongSupplier clock) {
        this.directory = directory;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Reading read(long start) throws IOException {
        Files before = last;
        Path headFile = directory.git().resolve(Constants.HEAD);
        Path packedFile = directory.common().resolve(Constants.PACKED_REFS);
        FileStamp headStamp = FileStamp.of(headFile);
        FileStamp objectsStamp = FileStamp.of(directory.objects());
        Seen<RefValue> head =
                Seen.of(before == null ? null : before.head, headFile, headStamp, start, clock, RefValue::read);
        LooseRefs loose =
                LooseRefs.read(directory.common(), before == null ? LooseRefs.NONE : before.loose, start, clock);
        // After the single files: git removes one only when the packed refs have it.
        FileStamp packedStamp = FileStamp.of(packedFile);
        Seen<PackedRefs> packed =
                Seen.of(before == null ? null : before.packed, packedFile, packedStamp, start, clock, PackedRefs::read);
        Files now = new Files(head, loose, packed);
        last = now;
        Map<Path, FileStamp> stamps = new HashMap<>(loose.directories());
        stamps.put(headFile, headStamp);
        stamps.put(packedFile, packedStamp);
        stamps.put(directory.objects(), objectsStamp);
        if (loose.refs().size() <= STAMPED_FILES) {
            loose.refs().forEach((name, ref) -> stamps.put(directory.common().resolve(name), ref.stamp()));
        }
        Outside outside = new Outside();
        SourceRefs refs = refs(now, outside);
        return new Reading(
                refs, new RefStamp(stamps), headStamp.isThere() && objectsStamp.directory() && !outside.followed);
    }

    private SourceRefs refs(Files files, Outside outside) throws IOException {
        Map<String, ObjectId> tags =
                named(files, Constants.R_TAGS, files.packed.value().tags(), outside);
        Map<String, ObjectId> branches =
                named(files, Constants.R_HEADS, files.packed.value().branches(), outside);
        return new SourceRefs(tags, branches, head(files, branches, outside));
    }

    private Map<String, ObjectId> named(Files files, String prefix, Map<String, ObjectId> packed, Outside outside)
            throws IOException {
        Map<String, ObjectId> all = packed;
        for (Map.Entry<String, Seen<RefValue>> ref : files.loose.refs().entrySet()) {
            RefValue value = ref.getValue().value();
            if (!ref.getKey().startsWith(prefix) || value.equals(RefValue.NONE)) {
                continue;
            }
            all = all == packed ? new HashMap<>(packed) : all;
            String name = ref.getKey().substring(prefix.length());
            Optional<ObjectId> id = follow(files, value, outside, 0);
            if (id.isPresent()) {
                all.put(name, id.get());
            } else {
                all.remove(name);
            }
        }
        return all;
    }

    private Optional<ObjectId> head(Files files, Map<String, ObjectId> branches, Outside outside) throws IOException {
        RefValue head = files.head.value();
        if (head.target().isPresent() && head.target().get().startsWith(Constants.R_HEADS)) {
            return Optional.ofNullable(branches.get(head.target().get().substring(Constants.R_HEADS.length())));
        }
        return follow(files, head, outside, 0);
    }

    private Optional<ObjectId> follow(Files files, RefValue value, Outside outside, int depth) throws IOException {
        if (value.target().isEmpty() || depth > MAX_DEPTH) {
            return value.id();
        }
        String target = value.target().get();
        if (target.equals(Constants.HEAD)) {
            return follow(files, files.head.value(), outside, depth + 1);
        }
        if (!RefName.isValid(target)) {
            return Optional.empty();
        }
        Seen<RefValue> loose = files.loose.refs().get(target);
        if (loose != null && !loose.value().equals(RefValue.NONE)) {
            return follow(files, loose.value(), outside, depth + 1);
        }
        if (target.startsWith(Constants.R_TAGS)) {
            return Optional.ofNullable(files.packed.value().tags().get(target.substring(Constants.R_TAGS.length())));
        }
        if (target.startsWith(Constants.R_HEADS)) {
            return Optional.ofNullable(
                    files.packed.value().branches().get(target.substring(Constants.R_HEADS.length())));
        }
        outside.followed = true;
        Ref ref = database.exactRef(target);
        return ref == null || ref.getObjectId() == null
                ? Optional.empty()
                : Optional.of(new ObjectId(ref.getObjectId().name()));
    }
}
