package io.github.goproxy4j.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ZipWorkersTest {
    private final ZipWorkers workers = ZipWorkers.of(2);

    @Test
    void submit_manyTasksOfManyZips_neverMoreAtOnceThanThreads() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> all = new ArrayList<>();
        List<ZipWorkers.Lane> lanes = List.of(workers.open(), workers.open(), workers.open());
        for (int i = 0; i < 300; i++) {
            all.add(lanes.get(i % 3).submit(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                return running.decrementAndGet();
            }));
        }
        for (Future<Integer> task : all) {
            task.get();
        }
        assertThat(most.get()).isBetween(1, 2);
        lanes.forEach(ZipWorkers.Lane::close);
    }

    @Test
    void submit_secondZip_doesNotWaitForAllOfTheFirst() throws Exception {
        ZipWorkers single = ZipWorkers.of(1);
        CountDownLatch start = new CountDownLatch(1);
        List<Integer> order = java.util.Collections.synchronizedList(new ArrayList<>());
        try (ZipWorkers.Lane first = single.open();
                ZipWorkers.Lane second = single.open()) {
            Future<Boolean> blocking = first.submit(() -> {
                start.await();
                return true;
            });
            List<Future<Boolean>> later = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                later.add(first.submit(() -> order.add(1)));
            }
            Future<Boolean> other = second.submit(() -> order.add(2));
            start.countDown();
            other.get();
            for (Future<Boolean> task : later) {
                task.get();
            }
            assertThat(blocking.get()).isTrue();
        }
        assertThat(order.indexOf(2)).isLessThanOrEqualTo(1);
    }

    @Test
    void close_dropsWhatWaits_andWaitsForWhatRuns() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger never = new AtomicInteger();
        ZipWorkers.Lane lane = workers.open();
        List<Future<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            tasks.add(lane.submit(() -> {
                begun.countDown();
                while (!lane.isClosed()) {
                    Thread.onSpinWait();
                }
                return ended.incrementAndGet();
            }));
        }
        for (int i = 0; i < 50; i++) {
            tasks.add(lane.submit(never::incrementAndGet));
        }
        begun.await();
        lane.close();
        assertThat(ended).hasValue(2);
        assertThat(tasks).filteredOn(Future::isDone).hasSize(2);
        try (ZipWorkers.Lane next = workers.open()) {
            assertThat(next.submit(() -> 7).get()).isEqualTo(7);
        }
        assertThat(never).hasValue(0);
    }
}
