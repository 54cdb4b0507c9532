package io.beltline.verification.flow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long numbered records took from the sender to a backend. */
final class Delays {
  private final AtomicLongArray sent;
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

  Delays(int records) {
    sent = new AtomicLongArray(records);
  }

  /** Records leave the sender now. */
  void sent(long from, int count) {
    for (long number = from; number < from + count; number++) {
      sent.set((int) number, System.nanoTime());
    }
  }

  /** Records arrive now. */
  void arrived(List<Long> numbers) {
    long now = System.nanoTime();
    numbers.forEach(number -> nanos.add(now - sent.get(number.intValue())));
  }

  /** So many of a hundred took no longer; forgets them all. */
  String take() {
    List<Long> sorted = nanos.stream().sorted().toList();
    nanos.clear();
    return sorted.isEmpty()
        ? "nothing arrived"
        : "p50 %s ms, p99 %s ms".formatted(millis(sorted, 50), millis(sorted, 99));
  }

  private static long millis(List<Long> sorted, int percent) {
    return Duration.ofNanos(sorted.get((sorted.size() - 1) * percent / 100)).toMillis();
  }
}
