package io.github.goproxy4j.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that publishes on and on, on many threads, and says each version that is published. */
final class PinFileWriter {
    private static final int THREADS = 8;
    private static final int MAX = 50_000;

    private PinFileWriter() {}

    /**
     * Runs until it is killed, or the disk is full, or no test can still be waiting.
     *
     * @param arguments the file, and the name to publish under; {@code once} only opens the file
     */
    public static void main(String[] arguments) throws IOException {
        PinFile file;
        try {
            file = PinFile.open(Path.of(arguments[0]));
        } catch (IOException e) {
            System.out.println(e.getMessage());
            return;
        }
        if (arguments[1].equals("once")) {
            file.close();
            return;
        }
        PublishedVersions published = file.of(arguments[1]);
        AtomicInteger count = new AtomicInteger();
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                        while (count.get() < MAX) {
                            String version = "v1.0." + count.getAndIncrement();
                            try {
                                published.publish(Modules.id("example.com/m", version), PinSamples.published(version));
                            } catch (IOException e) {
                                System.out.println("full");
                                return;
                            }
                            System.out.println(arguments[1] + " " + version + ".");
                        }
                    })
                    .start();
        }
    }
}
