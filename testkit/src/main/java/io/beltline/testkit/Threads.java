package io.beltline.testkit;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** The platform threads at a moment, less those the Java runtime and libraries share for ever. */
final class Threads {
  private static final Pattern SHARED =
      Pattern.compile(
          "ForkJoinPool.*|VirtualThread.*|MasterPoller|Common-Cleaner|process reaper.*|test clock"
              + "|Read-Poller|Write-Poller|globalEventExecutor.*|grpc-shared.*|junit.*");
  private static final int TRIES = 1000;

  private final Set<Thread> known;

  private Threads(Set<Thread> known) {
    this.known = known;
  }

  static Threads now() {
    return new Threads(living());
  }

  private static Set<Thread> living() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !SHARED.matcher(thread.getName()).matches())
        .collect(toSet());
  }

  private Set<Thread> more() {
    Set<Thread> more = living();
    more.removeAll(known);
    return more;
  }

  void assertNoneMore() {
    if (!more().isEmpty()) {
      throw new AssertionError("threads that were not there before: " + more());
    }
  }

  /** Waits some seconds for threads that are about to end. */
  void awaitNoneMore() {
    try {
      for (int i = 0; i < TRIES && !more().isEmpty(); i++) {
        RealClock.INSTANCE.sleep(Duration.ofMillis(10));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    assertNoneMore();
  }
}
