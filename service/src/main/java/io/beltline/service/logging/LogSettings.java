package io.beltline.service.logging;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * How the log is written ({@code service::telemetry::logs}).
 *
 * @param level the lowest level that is written
 * @param encoding the layout
 * @param outputPaths {@code stderr}, {@code stdout}, or files to append to
 * @param fields key-values at the end of every line, in order
 * @param sampling how repeated lines are thinned out, or null not to
 * @param stacktraces whether lines of level error show the stack of their exception
 */
public record LogSettings(
    Level level,
    Encoding encoding,
    List<String> outputPaths,
    Map<String, Object> fields,
    @Nullable Sampling sampling,
    boolean stacktraces) {

  /** What is written when nothing is configured: level info to standard error, for people. */
  public static final LogSettings STANDARD =
      new LogSettings(
          Level.INFO,
          Encoding.CONSOLE,
          List.of("stderr"),
          Map.of(),
          new Sampling(Duration.ofSeconds(10), 10, 100),
          true);

  /** Copies the collections. */
  public LogSettings {
    outputPaths = List.copyOf(outputPaths);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The layouts. */
  public enum Encoding {
    /** Tab-separated columns for people. */
    CONSOLE,
    /** One JSON object a line for machines. */
    JSON
  }

  /**
   * Of equal lines within a tick the first are written and then one in so many.
   *
   * @param tick the length of a tick
   * @param initial how many are written at first
   * @param thereafter of how many further ones one is written; 0 for none
   */
  public record Sampling(Duration tick, int initial, int thereafter) {}
}
