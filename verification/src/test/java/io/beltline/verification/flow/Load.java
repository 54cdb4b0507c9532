package io.beltline.verification.flow;

import io.beltline.model.Logs;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.RealClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;

/** Clients that send numbered log records, each record in one request, several at a time. */
final class Load {
  private static final Duration LONGEST_WAIT = Duration.ofMillis(50);
  private static final Duration USUAL_WAIT = Duration.ofMillis(5);

  private final Sender sender;
  private final int perRequest;
  private final int bodySize;
  private final boolean persistent;
  private final AtomicInteger next = new AtomicInteger();
  private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
  private final LongAdder attempts = new LongAdder();
  private final Map<String, LongAdder> told = new ConcurrentSkipListMap<>();
  private final Map<Integer, Sender.Told> last = new ConcurrentHashMap<>();
  private final LongAdder hints = new LongAdder();

  /**
   * A load.
   *
   * @param perRequest records in each request
   * @param bodySize characters in each record
   * @param persistent whether a request is sent again as long as the answer allows it
   */
  Load(Sender sender, int perRequest, int bodySize, boolean persistent) {
    this.sender = sender;
    this.perRequest = perRequest;
    this.bodySize = bodySize;
    this.persistent = persistent;
  }

  /** Sends so many requests over so many threads and returns when all are answered. */
  void run(int threads, int requests) throws InterruptedException {
    start(threads, request -> request < requests).join();
  }

  /** Sends requests as long as a condition on the request's number holds. */
  Running start(int threads, IntPredicate goesOn) {
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(Thread.startVirtualThread(() -> work(goesOn)));
    }
    return new Running(running);
  }

  /** Threads that send. */
  record Running(List<Thread> threads) {
    /** Waits until all have ended. */
    void join() throws InterruptedException {
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private void work(IntPredicate goesOn) {
    for (int request = next.getAndIncrement();
        goesOn.test(request);
        request = next.getAndIncrement()) {
      Logs logs = Numbered.logs((long) request * perRequest, perRequest, bodySize);
      Sender.Told answer = once(request, logs);
      while (persistent && !answer.accepted() && answer.retryable()) {
        try {
          RealClock.INSTANCE.sleep(wait(answer));
        } catch (InterruptedException stop) {
          return;
        }
        answer = once(request, logs);
      }
    }
  }

  private Sender.Told once(int request, Logs logs) {
    Sender.Told answer = sender.send(logs);
    attempts.increment();
    told.computeIfAbsent(answer.status(), status -> new LongAdder()).increment();
    last.put(request, answer);
    if (answer.accepted()) {
      accepted.add(request);
    }
    if (answer.pause() != null) {
      hints.increment();
    }
    return answer;
  }

  private static Duration wait(Sender.Told answer) {
    Duration asked = answer.pause();
    return asked == null ? USUAL_WAIT : asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  /** Requests begun. */
  int requests() {
    return last.size();
  }

  /** Attempts made. */
  long attempts() {
    return attempts.sum();
  }

  /** Records in requests that were accepted. */
  long acceptedRecords() {
    return (long) accepted.size() * perRequest;
  }

  /** Records in refused attempts. */
  long refusedRecords() {
    return (attempts.sum() - accepted.size()) * perRequest;
  }

  /** Whether the request that a record was in was accepted. */
  boolean isAccepted(int number) {
    return accepted.contains(number / perRequest);
  }

  /** How often each answer came. */
  Map<String, LongAdder> told() {
    return told;
  }

  /** How many answers named a time to wait. */
  long hints() {
    return hints.sum();
  }
}
