package io.github.goproxy4j.git;

import io.github.goproxy4j.source.ObjectId;
import io.github.goproxy4j.source.RefMap;
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

    /** What was read of the files at one moment. */
    private record Files(Seen<RefValue> head, LooseRefs loose, Seen<PackedRefs> packed) {
        boolean saySameAs(Files others) {
            return head.value().equals(others.head.value())
                    && loose.saySameAs(others.loose)
                    && packed.value().equals(others.packed.value());
        }
    }

    /** What the files said last, and the refs that it comes to; no symbolic ref has led to any other file. */
    private record Resolved(Files files, SourceRefs refs) {}

    private final GitDirectory directory;
    private final RefDatabase database;
    private final LongSupplier clock;
    private volatile @Nullable Files last;
    private volatile @Nullable Resolved resolved;

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
        Map<Path, FileStamp> stamps = new HashMap<>();
        FileStamp objects = FileStamp.of(directory.objects());
        stamps.put(directory.objects(), objects);
        Files files = files(start, stamps);
        boolean stamped = files.head.stamp().isThere() && objects.isDirectory();
        boolean allStamped = files.loose.refs().size() <= STAMPED_FILES && FileStamp.isOfInode(directory.common());
        Resolved before = resolved;
        if (before != null && files.saySameAs(before.files)) {
            resolved = new Resolved(files, before.refs);
            return new Reading(before.refs, new RefStamp(stamps), stamped, allStamped);
        }
        Outside outside = new Outside();
        SourceRefs refs = refs(files, outside);
        resolved = outside.followed ? null : new Resolved(files, refs);
        return new Reading(refs, new RefStamp(stamps), stamped && !outside.followed, allStamped);
    }

    private Files files(long start, Map<Path, FileStamp> stamps) throws IOException {
        Files before = last;
        Path headFile = directory.git().resolve(Constants.HEAD);
        FileStamp headStamp = fileOrNone(headFile);
        Seen<RefValue> head = Seen.of(
                before == null ? null : before.head,
                headFile,
                headStamp,
                start,
                clock,
                (file, known) -> RefValue.read(file));
        LooseRefs loose =
                LooseRefs.read(directory.common(), before == null ? LooseRefs.NONE : before.loose, start, clock);
        // After the single files: git removes one only when the packed refs have it.
        Path packedFile = directory.common().resolve(Constants.PACKED_REFS);
        FileStamp packedStamp = fileOrNone(packedFile);
        Seen<PackedRefs> packed =
                Seen.of(before == null ? null : before.packed, packedFile, packedStamp, start, clock, PackedRefs::read);
        stamps.putAll(loose.directories());
        stamps.put(headFile, headStamp);
        stamps.put(packedFile, packedStamp);
        if (loose.refs().size() <= STAMPED_FILES) {
            loose.refs().forEach((name, ref) -> stamps.put(directory.common().resolve(name), ref.stamp()));
        }
        Files now = new Files(head, loose, packed);
        last = now;
        return now;
    }

    private static FileStamp fileOrNone(Path path) throws IOException {
        FileStamp stamp = FileStamp.of(path);
        if (stamp.isThere() && !stamp.isFile()) {
            throw new IOException("in place of a git repository's file is something else");
        }
        return stamp;
    }

    private SourceRefs refs(Files files, Outside outside) throws IOException {
        RefMap tags = named(files, Constants.R_TAGS, files.packed.value().tags(), outside);
        RefMap branches = named(files, Constants.R_HEADS, files.packed.value().branches(), outside);
        return new SourceRefs(tags, branches, head(files, branches, outside));
    }

    /** The packed refs, and over them those with files of their own; one that leads nowhere hides the packed one. */
    private RefMap named(Files files, String prefix, RefMap packed, Outside outside) throws IOException {
        Map<String, Optional<ObjectId>> loose = new HashMap<>();
        for (Map.Entry<String, Seen<RefValue>> ref : files.loose.refs().entrySet()) {
            RefValue value = ref.getValue().value();
            if (ref.getKey().startsWith(prefix) && !value.equals(RefValue.NONE)) {
                loose.put(ref.getKey().substring(prefix.length()), follow(files, value, outside, 0));
            }
        }
        return packed.with(loose);
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
