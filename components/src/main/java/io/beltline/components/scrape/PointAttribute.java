package io.beltline.components.scrape;

import java.util.List;

/**
 * An attribute of a metric's points.
 *
 * @param key its key
 * @param description what it tells
 * @param values the values it can have; empty for any
 * @param isInteger whether its values are numbers
 * @param optIn whether it is left out unless {@code attributes} names it
 */
public record PointAttribute(
    String key, String description, List<String> values, boolean isInteger, boolean optIn) {

  /** A text. */
  public static PointAttribute text(String key, String description, String... values) {
    return new PointAttribute(key, description, List.of(values), false, false);
  }

  /** A number. */
  public static PointAttribute integer(String key, String description) {
    return new PointAttribute(key, description, List.of(), true, false);
  }

  /** The same, left out unless it is asked for. */
  public PointAttribute onRequest() {
    return new PointAttribute(key, description, values, isInteger, true);
  }
}
