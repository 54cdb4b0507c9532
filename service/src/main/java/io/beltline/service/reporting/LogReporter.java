package io.beltline.service.reporting;

import io.beltline.api.Clock;
import io.beltline.api.Meter.Counter;
import io.beltline.model.Telemetry;
import io.beltline.service.logging.LogLine;
import io.beltline.service.telemetry.LogProcessorConfig.BatchConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Sends lines of the log. Taking a line never blocks: beyond the queue's size the oldest line is
 * dropped and counted.
 */
final class LogReporter extends Reporter {
  private static final int ROUND = 64;

  private final BatchConfig config;
  private final Map<String, String> resource;
  private final Counter dropped;
  private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
  private boolean scheduled;

  LogReporter(
      BatchConfig config,
      Map<String, String> resource,
      Clock clock,
      Outlet outlet,
      Logger logger,
      Counter dropped) {
    super(
        clock,
        outlet,
        logger,
        "the collector's own log",
        Duration.ofMillis(config.exportTimeout()));
    this.config = config;
    this.resource = resource;
    this.dropped = dropped;
  }

  /** Takes a line. */
  void add(LogLine line) {
    boolean full;
    synchronized (lines) {
      if (lines.size() >= config.maxQueueSize()) {
        lines.poll();
        dropped.add(1);
      }
      lines.add(line);
      full = lines.size() == config.maxExportBatchSize();
      if (scheduled && !full) {
        return;
      }
      scheduled = true;
    }
    schedule(full ? Duration.ZERO : Duration.ofMillis(config.scheduleDelay()));
  }

  @Override
  @Nullable Telemetry take() {
    List<LogLine> batch = new ArrayList<>();
    synchronized (lines) {
      while (batch.size() < config.maxExportBatchSize()) {
        LogLine line = lines.poll();
        if (line == null) {
          break;
        }
        batch.add(line);
      }
    }
    return batch.isEmpty() ? null : OtlpLogs.of(batch, resource);
  }

  @Override
  int most() {
    return ROUND;
  }

  @Override
  void rounded() {
    synchronized (lines) {
      scheduled = !lines.isEmpty();
      if (!scheduled) {
        return;
      }
    }
    schedule(Duration.ofMillis(config.scheduleDelay()));
  }
}
