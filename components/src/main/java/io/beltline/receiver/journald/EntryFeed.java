package io.beltline.receiver.journald;

import io.beltline.api.Clock;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.OperatorChain;
import io.beltline.components.tracked.TrackedBatch;
import io.beltline.components.tracked.TrackedInputConfig;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Makes entries of the lines of one journalctl, and hands them to the operators. One thread. */
final class EntryFeed implements BoundedLines.Taker {
  /** What journalctl says besides entries begins so: that the machine was started anew. */
  private static final byte[] REMARK = "-- ".getBytes(StandardCharsets.US_ASCII);

  /** What it says when none of the entries is to be read. */
  private static final String NOTHING = "-- No entries --";

  private final TrackedInputConfig config;
  private final EntryParser parser;
  private final OperatorChain chain;
  private final Progress progress;
  private final TrackedBatch batch;
  private final JournaldMetrics metrics;
  private final Clock clock;
  private final Logger logger;
  private final CursorFinder finder = new CursorFinder();
  private boolean looked;
  private boolean came;
  private boolean nothing;

  /** A feed; the entry that was read last may come again as the first. */
  EntryFeed(
      TrackedInputConfig config,
      EntryParser parser,
      OperatorChain chain,
      Progress progress,
      TrackedBatch batch,
      JournaldMetrics metrics,
      Clock clock,
      Logger logger) {
    this.config = config;
    this.parser = parser;
    this.chain = chain;
    this.progress = progress;
    this.batch = batch;
    this.metrics = metrics;
    this.clock = clock;
    this.logger = logger;
  }

  /** Whether journalctl said that there is nothing to read. */
  boolean saidNothing() {
    return nothing;
  }

  /** Whether an entry came that was not known. */
  boolean came() {
    return came;
  }

  @Override
  public void line(byte[] bytes, int from, int to) throws InterruptedException {
    if (isRemark(bytes, from, to)) {
      nothing |= NOTHING.equals(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      return;
    }
    try {
      JournalEntry entry = parser.parse(bytes, from, to);
      if (!isKnown(entry.cursor())) {
        take(entry, to - from);
      }
    } catch (MalformedEntryException wrong) {
      finder.look(bytes, from, to);
      if (pass(finder.take())) {
        metrics.drop("malformed", 1);
        logger.warn("a line of journalctl is no entry: {}", wrong.getMessage());
      }
    }
  }

  /** Whether it is the entry that was read last, which may come again as the first. */
  private boolean isKnown(String cursor) {
    boolean first = !looked;
    looked = true;
    return first && cursor.equals(progress.read());
  }

  /**
   * Passes by an entry that cannot be taken, so that it does not come again.
   *
   * @param cursor where it is, if that can be told
   * @return whether it is new, as far as can be told
   */
  private boolean pass(@Nullable String cursor) {
    if (cursor == null) {
      return true;
    }
    if (isKnown(cursor)) {
      return false;
    }
    came = true;
    progress.pass(cursor);
    return true;
  }

  private static boolean isRemark(byte[] bytes, int from, int to) {
    return to - from >= REMARK.length
        && bytes[from] == REMARK[0]
        && bytes[from + 1] == REMARK[1]
        && bytes[from + 2] == REMARK[2];
  }

  private void take(JournalEntry read, int size) throws InterruptedException {
    came = true;
    metrics.read(size);
    Entry entry =
        new Entry(source(read), progress.add(read.cursor()), read.fields(), clock.unixNanos());
    entry.time(read.unixNanos());
    config.entries().label(entry);
    chain.process(entry, batch);
    batch.shipIfFull();
  }

  /** Lines of one process belong together. */
  private static String source(JournalEntry entry) {
    return entry.fields().get("_SYSTEMD_UNIT") + "\0" + entry.fields().get("_PID");
  }

  @Override
  public void part(byte[] bytes, int from, int to) {
    finder.look(bytes, from, to);
  }

  @Override
  public void tooLong() {
    if (pass(finder.take())) {
      metrics.drop("too_long", 1);
      logger.warn("an entry of the journal is longer than max_log_size, and is dropped");
    }
  }
}
