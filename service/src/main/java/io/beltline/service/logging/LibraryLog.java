package io.beltline.service.logging;

import java.text.MessageFormat;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Brings what libraries say through {@code java.util.logging} into the log, so that it has the
 * configured layout, level, sampling and outputs like every other line. Safe for all threads.
 */
public final class LibraryLog extends Handler {

  LibraryLog() {}

  /** Takes the place of the process's own handlers, which write to standard error. */
  public static void install() {
    Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new LibraryLog());
  }

  @Override
  public void publish(LogRecord line) {
    org.slf4j.event.Level level = level(line.getLevel());
    if (!Logging.isEnabled(level)) {
      return;
    }
    String name = line.getLoggerName() == null ? "" : line.getLoggerName();
    Logging.write(level, name, message(line), Map.of(), line.getThrown());
  }

  private static String message(LogRecord line) {
    String pattern = String.valueOf(line.getMessage());
    Object[] parameters = line.getParameters();
    if (parameters == null || parameters.length == 0 || !pattern.contains("{0")) {
      return pattern;
    }
    try {
      return MessageFormat.format(pattern, parameters);
    } catch (IllegalArgumentException noPattern) {
      return pattern; // a brace that was meant as one
    }
  }

  private static org.slf4j.event.Level level(Level level) {
    int weight = level.intValue();
    if (weight >= Level.SEVERE.intValue()) {
      return org.slf4j.event.Level.ERROR;
    }
    if (weight >= Level.WARNING.intValue()) {
      return org.slf4j.event.Level.WARN;
    }
    return weight >= Level.INFO.intValue()
        ? org.slf4j.event.Level.INFO
        : org.slf4j.event.Level.DEBUG;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
