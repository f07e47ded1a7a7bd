package io.github.goproxy4j.testkit;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the platform counts in this process. */
final class ProcessCounts {
    private ProcessCounts() {}

    /** The number of open file descriptors; zero where the platform does not count them, as on Windows. */
    static long openFiles() {
        try {
            Object count = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "OpenFileDescriptorCount");
            return count instanceof Long number ? number : 0;
        } catch (JMException e) {
            return 0;
        }
    }

    static long threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** The heap in use after garbage was collected, as far as the platform does so when asked. */
    static long liveHeapBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
