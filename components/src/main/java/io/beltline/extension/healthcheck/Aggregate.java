package io.beltline.extension.healthcheck;

import io.beltline.api.ComponentStatus.Level;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How something is that consists of parts; a component has none.
 *
 * @param level the most relevant level of the parts
 * @param error what is wrong, empty if nothing
 * @param since since when, Unix nanoseconds
 * @param parts by name
 */
record Aggregate(Level level, String error, long since, SortedMap<String, Aggregate> parts) {

  static Aggregate component(Level level, String error, long since) {
    return new Aggregate(level, error, since, new TreeMap<>());
  }

  /**
   * What parts come to: what begins or ends comes before errors, a fatal one before all. An error
   * counts from its first occurrence, everything else from its last.
   *
   * @param recoverableFirst whether an error that may pass is more relevant than a lasting one
   */
  static Aggregate of(SortedMap<String, Aggregate> parts, boolean recoverableFirst, long start) {
    Level level = level(parts, recoverableFirst);
    Aggregate shown = null;
    for (Aggregate part : parts.values()) {
      if (part.level() == level && (shown == null || part.isBefore(shown) == isError(level))) {
        shown = part;
      }
    }
    return new Aggregate(
        level, shown == null ? "" : shown.error(), shown == null ? start : shown.since(), parts);
  }

  private boolean isBefore(Aggregate other) {
    return since < other.since;
  }

  private static boolean isError(Level level) {
    return switch (level) {
      case RECOVERABLE_ERROR, PERMANENT_ERROR, FATAL_ERROR -> true;
      case STARTING, OK, STOPPING, STOPPED -> false;
    };
  }

  private static Level level(Map<String, Aggregate> parts, boolean recoverableFirst) {
    @Nullable Level worst = null;
    boolean mixed = false;
    for (Aggregate part : parts.values()) {
      mixed |= worst != null && part.level() != worst;
      if (worst == null
          || weight(part.level(), recoverableFirst) > weight(worst, recoverableFirst)) {
        worst = part.level();
      }
    }
    if (worst == null) {
      return Level.OK;
    }
    return worst == Level.STOPPED && mixed ? Level.STOPPING : worst;
  }

  private static int weight(Level level, boolean recoverableFirst) {
    return switch (level) {
      case FATAL_ERROR -> 6;
      case STARTING -> 5;
      case STOPPING -> 4;
      case STOPPED -> 3;
      case PERMANENT_ERROR -> recoverableFirst ? 1 : 2;
      case RECOVERABLE_ERROR -> recoverableFirst ? 2 : 1;
      case OK -> 0;
    };
  }
}
