package io.beltline.distribution.test;

import io.beltline.service.logging.LogLine;
import io.beltline.service.logging.Logging;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.event.Level;

/** Gathers what components log as warnings or errors until it is closed. Safe for all threads. */
final class Warnings implements AutoCloseable {
  private static final int MOST = 20;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Runnable end;

  private Warnings() {
    end = Logging.tap(this::take);
  }

  /** Begins. */
  static Warnings gather() {
    return new Warnings();
  }

  private void take(LogLine line) {
    if (line.level().toInt() >= Level.WARN.toInt() && lines.size() < MOST) {
      lines.add(line.message() + " " + line.fields());
    }
  }

  /** The lines so far, at most twenty. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    end.run();
  }
}
