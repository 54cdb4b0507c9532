package io.beltline.components.tailing;

import io.beltline.api.Clock;
import io.beltline.components.tailing.FileReader.Outcome;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Reads files that have something to read, with a few workers, each file by one at a time. A round
 * ends when all was read that was there, or after a second, so that files are looked at again.
 */
final class Round {
  private static final long LONGEST_NANOS = 1_000_000_000L;
  private static final int WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);

  private final TailConfig config;
  private final LineTaker taker;
  private final Turns turns;
  private final TailMetrics metrics;
  private final Clock clock;
  private final Logger logger;
  private final ConcurrentLinkedQueue<FileReader> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger reading = new AtomicInteger();

  Round(
      TailConfig config,
      LineTaker taker,
      Turns turns,
      TailMetrics metrics,
      Clock clock,
      Logger logger) {
    this.config = config;
    this.taker = taker;
    this.turns = turns;
    this.metrics = metrics;
    this.clock = clock;
    this.logger = logger;
  }

  /** How many files are open. */
  int open() {
    return open.get();
  }

  /** How many files are being read. */
  int reading() {
    return reading.get();
  }

  /** Says how many files are open, counted by somebody else. */
  void opened(int count) {
    open.set(count);
  }

  /**
   * Reads files.
   *
   * @param meanwhile runs about each second while workers wait for the pipeline
   * @return whether there is more to read
   */
  boolean run(Collection<TailedFile> files, Runnable meanwhile) throws InterruptedException {
    long now = clock.nanoTime();
    List<TailedFile> due = files.stream().filter(file -> isDue(file, now)).toList();
    if (config.maxBatches() > 0) {
      long most = (long) config.maxBatches() * config.maxConcurrentFiles();
      due = due.subList(0, (int) Math.min(due.size(), most));
    }
    if (due.isEmpty()) {
      return false;
    }
    Work work = new Work(due, now + LONGEST_NANOS);
    List<Thread> workers = work.start();
    try {
      while (!work.ended.await(1, TimeUnit.SECONDS)) {
        meanwhile.run();
      }
    } catch (InterruptedException stop) {
      workers.forEach(Thread::interrupt);
      for (Thread worker : workers) {
        worker.join();
      }
      throw stop;
    }
    if (work.stopped) {
      throw new InterruptedException("the receiver ends");
    }
    RuntimeException bug = work.bug.get();
    if (bug != null) {
      throw bug;
    }
    return work.more;
  }

  private boolean isDue(TailedFile file, long now) {
    return !file.spent
        && !file.fresh
        && file.copied == null
        && (file.hasMore() || rest(file, now) != Rest.WAITS);
  }

  private Rest rest(TailedFile file, long now) {
    return Rest.of(file, config.entries().forceFlushPeriod(), now);
  }

  /** One round's work. */
  private final class Work {
    private final ConcurrentLinkedQueue<TailedFile> files;
    private final long end;
    private final int workers;
    private final CountDownLatch ended;
    private volatile boolean more;
    private volatile boolean stopped;
    private final AtomicReference<@Nullable RuntimeException> bug = new AtomicReference<>();

    Work(List<TailedFile> files, long end) {
      this.files = new ConcurrentLinkedQueue<>(files);
      this.end = end;
      this.workers = Math.min(files.size(), WORKERS);
      this.ended = new CountDownLatch(workers);
    }

    List<Thread> start() {
      return java.util.stream.IntStream.range(0, workers)
          .mapToObj(i -> Thread.ofVirtual().name("file reader " + i).start(this::work))
          .toList();
    }

    private void work() {
      FileReader free = idle.poll();
      FileReader reader = free == null ? new FileReader(config.entries(), metrics) : free;
      LineBatch batch = taker.batch();
      try {
        for (TailedFile file = files.poll(); file != null; file = files.poll()) {
          boolean goesOn = false;
          try {
            goesOn = read(file, reader, batch);
          } catch (RuntimeException thrown) {
            logger.error("a line of {} cannot be handed on: {}", file.path, thrown.toString());
            met(thrown);
            batch.shipBeside(thrown); // what was gathered before, of this file and of others
            batch = taker.batch();
          }
          if (goesOn && !file.truncated && clock.nanoTime() - end < 0) {
            files.add(file);
          }
          more |= goesOn;
        }
        batch.ship();
      } catch (InterruptedException stop) {
        stopped = true;
      } catch (RuntimeException thrown) {
        met(thrown);
      } finally {
        idle.add(reader);
        ended.countDown();
      }
    }

    /** Keeps a bug for the thread that waits for all: the first, and in it the others. */
    private void met(RuntimeException thrown) {
      RuntimeException first = bug.compareAndExchange(null, thrown);
      if (first != null && !first.equals(thrown)) {
        first.addSuppressed(thrown);
      }
    }

    private boolean read(TailedFile file, FileReader reader, LineBatch batch)
        throws InterruptedException {
      long now = clock.nanoTime();
      reading.incrementAndGet();
      try {
        boolean closed = file.content == null;
        Outcome outcome = turns.turn(reader, file, rest(file, now), batch);
        if (closed && file.content != null) {
          open.incrementAndGet();
        }
        file.usedNanos = now;
        return switch (outcome) {
          case MORE -> true;
          case END -> {
            ended(file);
            yield false;
          }
          case LOCKED -> false;
          case TRUNCATED -> {
            file.truncated = true;
            yield true;
          }
        };
      } catch (ClosedByInterruptException stop) {
        throw new InterruptedException("the receiver ends");
      } catch (IOException broken) {
        failed(file, broken);
        return false;
      } finally {
        reading.decrementAndGet();
      }
    }

    private void ended(TailedFile file) throws IOException {
      file.broken = false;
      file.readToEnd();
      int wanted = (int) config.fingerprintSize().bytes();
      if (file.head.length() < wanted && file.head.length() < file.read.offset()) {
        Head head = Head.of(file.open(), (int) Math.min(wanted, file.read.offset()));
        if (Head.EMPTY.isOf(file.open(), file.read)) { // else it was truncated meanwhile
          file.head = head;
          file.dirty = true;
        }
      }
      if (open.get() > config.maxConcurrentFiles()) {
        close(file);
      }
    }

    private void failed(TailedFile file, IOException broken) {
      metrics.failedRead();
      logger.warn("{} cannot be read: {}", file.path, broken.toString());
      file.broken = true;
      file.readToEnd();
      file.partial = false;
    }
  }

  private void close(@Nullable TailedFile file) throws IOException {
    if (file != null && file.content != null) {
      file.close();
      open.decrementAndGet();
    }
  }

  /** Closes those read longest ago where more are open than may be. */
  void closeSurplus(Collection<TailedFile> files) {
    int surplus = open.get() - config.maxConcurrentFiles();
    if (surplus <= 0) {
      return;
    }
    files.stream()
        .filter(file -> file.content != null)
        .sorted(Comparator.comparingLong(file -> file.usedNanos))
        .limit(surplus)
        .forEach(
            file -> {
              try {
                close(file);
              } catch (IOException broken) {
                logger.debug("{}: {}", file.path, broken.toString());
              }
            });
  }
}
