package io.beltline.components.intake;

import io.beltline.api.ClientInfo;
import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.lines.TextEncoding;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.EntrySink;
import io.beltline.components.operators.LostEntriesException;
import io.beltline.components.operators.OperatorChain;
import io.beltline.components.operators.Origin;
import io.beltline.model.Signal;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes log records of the bytes that senders write: entries that go through operators and are
 * shipped in batches. Safe for all threads; entries of one source come from one thread at a time.
 */
public final class EntryIntake {
  private static final Duration FLUSH = Duration.ofSeconds(1);

  private final Settings settings;
  private final InputConfig config;
  private final Clock clock;
  private final EntryStep step;
  private final Charset charset;
  private final boolean raw;
  private final OperatorChain chain;
  private final Shipper shipper;
  private final ClientInfo nobody;
  private final Meter.Counter records;
  private final Meter.Counter bytes;
  private Clock.@Nullable Cancellable flush;
  private @Nullable Thread flushing;
  private boolean closed;

  /**
   * An intake for one receiver.
   *
   * @param encoding what the bytes mean, as users write it
   * @param transport the word for where entries come from
   * @param step what is done with each entry first
   */
  public EntryIntake(
      Settings settings,
      InputConfig config,
      Clock clock,
      Shipper shipper,
      String encoding,
      String transport,
      EntryStep step) {
    this.settings = settings;
    this.config = config;
    this.clock = clock;
    this.step = step;
    this.charset = TextEncoding.known(encoding);
    this.raw = TextEncoding.isRaw(encoding);
    this.chain = new OperatorChain(config.entries().operatorList(), settings, clock);
    this.shipper = shipper;
    this.nobody = new ClientInfo("", transport);
    this.records = counter("beltline_receiver_read_records", "{records}", "Entries read.");
    this.bytes = counter("beltline_receiver_read_bytes", "By", "Bytes of entries read.");
    if (!chain.isEmpty()) {
      scheduleFlush();
    }
  }

  private Meter.Counter counter(String name, String unit, String words) {
    return settings.meter().counter(name, unit, words, Map.of("transport", nobody.transport()));
  }

  /** A batch for entries of a sender; of one thread. */
  public EntryBatch batch(String peer) {
    return new EntryBatch(this, new ClientInfo(peer, nobody.transport()));
  }

  /**
   * Takes an entry.
   *
   * @param source names where it comes from, so that lines of several sources are not mixed
   * @param labels attributes the receiver knows
   * @param batch where it goes to when operators let it go at once
   */
  public void take(
      String source,
      byte[] array,
      int from,
      int to,
      Map<String, @Nullable Object> labels,
      EntryBatch batch) {
    Object body =
        raw ? Arrays.copyOfRange(array, from, to) : new String(array, from, to - from, charset);
    Entry entry = new Entry(source, Origin.NONE, body, clock.unixNanos());
    entry.attributes().putAll(labels);
    config.entries().label(entry);
    records.add(1);
    bytes.add(to - from);
    try {
      if (step.apply(entry)) {
        chain.process(entry, batch);
      } else {
        batch.dropped(entry, "parser", true);
      }
    } catch (RuntimeException | OutOfMemoryError bug) {
      shipper.drop("error", LostEntriesException.lostBy(bug));
      throw bug;
    }
  }

  void dropped(String rule, boolean failed) {
    if (failed) {
      shipper.drop("operator_failed", 1);
    } else {
      shipper.drop("filtered", 1);
      settings.ledger().filtered(Signal.LOGS, rule, 1);
    }
  }

  /** Counts a place where an entry is divided, and why. */
  public void divided(String reason) {
    settings
        .meter()
        .counter(
            "beltline_receiver_divided_entries",
            "{cuts}",
            "Places where an entry was divided, and why.",
            Map.of("transport", nobody.transport(), "reason", reason))
        .add(1);
  }

  Shipper shipper() {
    return shipper;
  }

  private synchronized void scheduleFlush() {
    if (!closed) {
      flush = clock.schedule(FLUSH, this::flush);
    }
  }

  private void flush() {
    synchronized (this) {
      if (closed) {
        return;
      }
      flushing = Thread.currentThread();
    }
    try {
      handOn(chain::flush);
    } finally {
      scheduleFlush();
    }
  }

  /** Ships what comes out of the operators, and counts what does not. */
  private void handOn(Consumer<EntrySink> kept) {
    EntryBatch late = new EntryBatch(this, nobody);
    try {
      kept.accept(late);
    } catch (RuntimeException | OutOfMemoryError bug) { // the next time there may be memory
      lost(LostEntriesException.lostBy(bug), bug);
    }
    try {
      late.ship();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | OutOfMemoryError bug) {
      lost(late.records(), bug); // the others are counted
    }
  }

  private void lost(long entries, Throwable bug) {
    shipper.drop("error", entries);
    settings.logger().error("what operators kept was not handed on", bug);
  }

  /**
   * Hands on what operators have kept, until the deadline; to be called when no entries come any
   * more.
   */
  public void close(Deadline deadline) {
    Thread running;
    synchronized (this) {
      closed = true;
      if (flush != null) {
        flush.cancel();
      }
      running = flushing;
    }
    Thread draining = Thread.startVirtualThread(() -> handOn(chain::drain));
    try {
      end(draining, deadline);
      if (running != null) {
        end(running, deadline);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Thread thread, Deadline deadline) throws InterruptedException {
    if (!thread.join(deadline.remaining())) {
      thread.interrupt();
      thread.join();
    }
  }
}
