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
import org.jspecify.annotations.Nullable;

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
  private volatile @Nullable Duration pause;
  private volatile @Nullable Delays delays;

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

  /** Begins with another request than number 0, so that several loads have their own records. */
  Load from(int request) {
    next.set(request);
    return this;
  }

  /** Notes when each record leaves. */
  Load timing(Delays ofRecords) {
    delays = ofRecords;
    return this;
  }

  /** Waits so long after each refusal, whatever it says, before anything is sent again. */
  Load pausing(Duration afterRefusal) {
    pause = afterRefusal;
    return this;
  }

  /**
   * Sends so many requests, each at its time, whether those before are answered or not, and returns
   * when all are.
   */
  void runAtRate(int perSecond, int requests) throws InterruptedException {
    List<Thread> running = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < requests; i++) {
      long due = begin + Duration.ofSeconds(i).dividedBy(perSecond).toNanos();
      RealClock.INSTANCE.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      int request = next.getAndIncrement();
      running.add(Thread.startVirtualThread(() -> deliver(request)));
    }
    new Running(running).join();
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
      deliver(request);
    }
  }

  private void deliver(int request) {
    Logs logs = Numbered.logs((long) request * perRequest, perRequest, bodySize);
    Delays timed = delays;
    if (timed != null) {
      timed.sent((long) request * perRequest, perRequest);
    }
    try {
      Sender.Told answer = once(request, logs);
      while (persistent && !answer.accepted() && answer.retryable()) {
        RealClock.INSTANCE.sleep(wait(answer));
        answer = once(request, logs);
      }
      if (pause != null && !answer.accepted()) {
        RealClock.INSTANCE.sleep(pause);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
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

  private Duration wait(Sender.Told answer) {
    Duration chosen = pause;
    if (chosen != null) {
      return chosen;
    }
    Duration asked = answer.pause();
    return asked == null ? USUAL_WAIT : asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  /** Requests begun. */
  int requests() {
    return last.size();
  }

  /** Requests begun or being begun. */
  int started() {
    return next.get();
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
