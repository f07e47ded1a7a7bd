package io.github.goproxy4j.testkit;

import static io.github.goproxy4j.testkit.Sample.M;
import static io.github.goproxy4j.testkit.Sample.UNKNOWN;
import static io.github.goproxy4j.testkit.Sample.V100;
import static io.github.goproxy4j.testkit.Sample.V110;

import io.github.goproxy4j.module.ModuleId;
import io.github.goproxy4j.module.ModulePath;
import io.github.goproxy4j.repository.GoModuleRepository;
import io.github.goproxy4j.repository.ModuleAccessException;
import io.github.goproxy4j.repository.ModuleFile;
import io.github.goproxy4j.repository.StrongTag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** What makes a repository break one of the rules for files. */
final class FileBreaks {
    private final Map<String, UnaryOperator<GoModuleRepository>> all;

    FileBreaks(Map<String, UnaryOperator<GoModuleRepository>> all) {
        this.all = all;
    }

    void add() {
        unknown();
        contents();
        descriptions();
        streams();
    }

    private void unknown() {
        ModuleId inUnknown = ContractRules.unknownVersionOf(UNKNOWN);
        ModuleId inKnown = ContractRules.unknownVersionOf(M);
        all.put("mod_unknownModule_isNotFound", to -> madeUp(to, inUnknown, true));
        all.put("zip_unknownModule_isNotFound", to -> madeUp(to, inUnknown, false));
        all.put("mod_unknownVersion_isNotFound", to -> madeUp(to, inKnown, true));
        all.put("zip_unknownVersion_isNotFound", to -> madeUp(to, inKnown, false));
    }

    private static GoModuleRepository madeUp(GoModuleRepository to, ModuleId what, boolean mod) {
        return new Forwarding(to) {
            @Override
            public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
                return mod && id.equals(what) ? ModuleFile.of(new byte[1]) : super.mod(id);
            }

            @Override
            public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
                return !mod && id.equals(what) ? ModuleFile.of(new byte[1]) : super.zip(id);
            }
        };
    }

    private void contents() {
        all.put(
                "mod_openedAgain_hasTheSameBytes",
                to -> later(to, (id, file) -> withComment(file), (id, file) -> file));
        all.put(
                "zip_openedAgain_hasTheSameFiles",
                to -> later(to, (id, file) -> file, (id, file) -> withEntry(file, id + "/later.go")));
        all.put("zip_thatWasMade_isLegal", to -> new Forwarding(to) {
            @Override
            public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
                return id.equals(V110) ? withEntry(super.zip(id), "stray") : super.zip(id);
            }
        });
        all.put("zip_goMod_isTheGoModFile", to -> new Forwarding(to) {
            @Override
            public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
                return withComment(super.mod(id));
            }
        });
    }

    private static GoModuleRepository later(
            GoModuleRepository to,
            BiFunction<ModuleId, ModuleFile, ModuleFile> mod,
            BiFunction<ModuleId, ModuleFile, ModuleFile> zip) {
        return new Forwarding(to) {
            private boolean later;

            @Override
            public Optional<String> state(ModulePath module) throws IOException {
                later = true;
                return super.state(module);
            }

            @Override
            public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
                return later ? mod.apply(id, super.mod(id)) : super.mod(id);
            }

            @Override
            public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
                return later ? zip.apply(id, super.zip(id)) : super.zip(id);
            }
        };
    }

    private void descriptions() {
        files("answers_areNeverNull", file -> new Forwarding.File(file) {
            private boolean tagged;

            @Override
            public Optional<StrongTag> tag() {
                tagged = true;
                return super.tag();
            }

            @Override
            public Optional<Instant> lastModified() {
                return tagged ? null : super.lastModified();
            }
        });
        files("file_size_isTheNumberOfItsBytes", file -> new Forwarding.File(file) {
            @Override
            public OptionalLong size() {
                return OptionalLong.of(super.size().orElseThrow() + 1);
            }
        });
        AtomicInteger count = new AtomicInteger();
        files("file_tag_isTheSameForTheSameBytes", file -> new Forwarding.File(file) {
            private final StrongTag own = new StrongTag("tag-" + count.incrementAndGet());

            @Override
            public Optional<StrongTag> tag() {
                return Optional.of(own);
            }
        });
        files("file_tag_isAnotherForOtherBytes", file -> new Forwarding.File(file) {
            @Override
            public Optional<StrongTag> tag() {
                return Optional.of(new StrongTag("tag"));
            }
        });
        files("file_path_holdsItsBytes", file -> new Forwarding.File(file) {
            @Override
            public Optional<Path> path() {
                return Optional.of(Path.of(System.getProperty("java.home"), "release"));
            }
        });
        files("file_path_isOnTheDefaultFileSystem", file -> new PathFile(file, PathFile::inZip, false));
        filesOf(V100, "file_path_staysWhenAnotherLeaseEnds", file -> new PathFile(file, PathFile::onDisk, true));
        files("file_leased_keepsItsSizeTagAndTime", file -> new Forwarding.File(file) {
            private final AtomicInteger calls = new AtomicInteger();

            @Override
            public Optional<Instant> lastModified() {
                return Optional.of(Instant.ofEpochSecond(calls.getAndIncrement()));
            }
        });
    }

    private void streams() {
        files("file_stream_beginsAtTheOffset", file -> new Forwarding.File(file) {
            @Override
            public InputStream openStream(long from) throws IOException {
                return super.openStream(from == 1 ? 0 : from);
            }
        });
        files("file_streamBeyondTheSize_isRefused", file -> new Forwarding.File(file) {
            @Override
            public InputStream openStream(long from) throws IOException {
                return from > size().orElse(0) ? InputStream.nullInputStream() : super.openStream(from);
            }
        });
        files("file_stream_hasTheSameBytesHoweverItIsRead", file -> new Forwarding.File(file) {
            @Override
            public InputStream openStream(long from) throws IOException {
                return new FilterInputStream(super.openStream(from)) {
                    @Override
                    public int read() throws IOException {
                        return (byte) super.read();
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        return super.read(target, offset, length);
                    }
                };
            }
        });
        files("file_severalStreams_doNotDisturbOneAnother", SharedStream::new);
        files("file_streamClosed_leavesTheLeaseAndOtherStreamsOpen", file -> new Forwarding.File(file) {
            @Override
            public InputStream openStream(long from) throws IOException {
                return new FilterInputStream(super.openStream(from)) {
                    private boolean closed;

                    @Override
                    public void close() throws IOException {
                        if (closed) {
                            file.close();
                        }
                        closed = true;
                        super.close();
                    }
                };
            }
        });
        files("file_afterClose_cannotBeRead", file -> new Forwarding.File(file) {
            private volatile boolean closed;

            @Override
            public InputStream openStream(long from) throws IOException {
                return closed ? InputStream.nullInputStream() : super.openStream(from);
            }

            @Override
            public void close() {
                closed = true;
                super.close();
            }
        });
        files("file_afterClose_cannotBeRead#reading on", file -> new Forwarding.File(file) {
            private final Thread opener = Thread.currentThread();

            @Override
            public void close() {
                if (Thread.currentThread() != opener) {
                    super.close();
                }
            }
        });
        all.put("files_readAtTheSameTime_haveTheirOwnBytes", OneBuffer::new);
    }

    private void files(String rule, UnaryOperator<ModuleFile> change) {
        all.put(rule, to -> Forwarding.withFiles(to, change));
    }

    private void filesOf(ModuleId of, String rule, UnaryOperator<ModuleFile> change) {
        all.put(rule, to -> Forwarding.withFilesOf(of, to, change));
    }

    /** A file whose streams that its opener has open at one time are one and the same. */
    private static final class SharedStream extends Forwarding.File {
        private final Thread opener = Thread.currentThread();
        private Optional<InputStream> open = Optional.empty();

        SharedStream(ModuleFile to) {
            super(to);
        }

        @Override
        public InputStream openStream(long from) throws IOException {
            if (Thread.currentThread() != opener) {
                return super.openStream(from);
            }
            if (open.isEmpty()) {
                open = Optional.of(new FilterInputStream(super.openStream(from)) {
                    @Override
                    public void close() throws IOException {
                        open = Optional.empty();
                        super.close();
                    }
                });
            }
            return open.get();
        }
    }

    /** A repository that reads each file anew into the one buffer that each thread has. */
    private static final class OneBuffer extends Forwarding {
        private final ThreadLocal<Optional<ModuleId>> filled = ThreadLocal.withInitial(Optional::empty);

        OneBuffer(GoModuleRepository to) {
            super(to);
        }

        @Override
        public ModuleFile mod(ModuleId id) throws ModuleAccessException, IOException {
            return buffered(id, super.mod(id));
        }

        @Override
        public ModuleFile zip(ModuleId id) throws ModuleAccessException, IOException {
            return buffered(id, super.zip(id));
        }

        private ModuleFile buffered(ModuleId id, ModuleFile file) {
            filled.set(Optional.of(id));
            return new Forwarding.File(file) {
                @Override
                public InputStream openStream(long from) throws IOException {
                    boolean own =
                            filled.get().filter(other -> !other.equals(id)).isEmpty();
                    return own ? super.openStream(from) : new ByteArrayInputStream(new byte[3]);
                }
            };
        }
    }

    static ModuleFile withComment(ModuleFile mod) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(ContractRules.bytes(mod));
            out.writeBytes("// changed\n".getBytes(StandardCharsets.UTF_8));
            return ModuleFile.of(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModuleFile withEntry(ModuleFile file, String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(ContractRules.bytes(file)));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                put(to, entry.getName());
                from.transferTo(to);
            }
            put(to, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ModuleFile.of(out.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
    }
}
