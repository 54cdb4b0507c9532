package io.beltline.service.telemetry;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * Where else the lines of the log go: one of the two.
 *
 * @param batch gathered
 * @param simple as they come
 */
public record LogProcessorConfig(
    @Section(absent = Presence.OFF) @Doc("Lines are gathered.") @Nullable BatchConfig batch,
    @Section(absent = Presence.OFF) @Doc("Lines are sent as they come.")
        @Nullable SimpleConfig simple)
    implements Validated {
  private static final int ROOM = 2048;
  private static final int PATIENCE = 30_000;

  /**
   * Lines are gathered.
   *
   * @param scheduleDelay milliseconds a line waits for others at most
   * @param exportTimeout milliseconds an attempt may take
   * @param maxQueueSize how many lines wait at most; beyond it the oldest are dropped
   * @param maxExportBatchSize how many lines make a request
   * @param exporter where to
   */
  public record BatchConfig(
      @Default("1000") @Doc("Milliseconds a line waits for others at most.") int scheduleDelay,
      @Default("30000") @Doc("Milliseconds an attempt may take.") int exportTimeout,
      @Default("2048") @Doc("Lines that wait at most; beyond it the oldest are dropped.")
          int maxQueueSize,
      @Default("512") @Doc("How many lines make a request.") int maxExportBatchSize,
      @Section @Doc("Where to.") TargetConfig exporter)
      implements Validated {

    @Override
    public void validate(Problems problems) {
      positive(problems, "export_timeout", exportTimeout);
      positive(problems, "max_queue_size", maxQueueSize);
      positive(problems, "max_export_batch_size", maxExportBatchSize);
      if (scheduleDelay < 0) {
        problems.add("schedule_delay", scheduleDelay + " is negative (expected: milliseconds)");
      }
    }

    private static void positive(Problems problems, String key, int value) {
      if (value <= 0) {
        problems.add(key, value + " is too small (expected: at least 1)");
      }
    }
  }

  /**
   * Lines are sent as they come.
   *
   * @param exporter where to
   */
  public record SimpleConfig(@Section @Doc("Where to.") TargetConfig exporter) {}

  @Override
  public void validate(Problems problems) {
    if ((batch == null) == (simple == null)) {
      problems.add(
          "", "names " + (batch == null ? "none" : "both") + " (expected: batch or simple)");
    }
  }

  /** Either of the two as a batch; a simple one gathers what comes while it sends. */
  public BatchConfig gathering() {
    if (batch != null) {
      return batch;
    }
    TargetConfig target = simple == null ? new TargetConfig(null, null) : simple.exporter();
    return new BatchConfig(0, PATIENCE, ROOM, ROOM, target);
  }
}
