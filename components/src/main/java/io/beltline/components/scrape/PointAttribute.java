package io.beltline.components.scrape;

import java.util.List;

/**
 * An attribute of a metric's points.
 *
 * @param key its key
 * @param description what it tells
 * @param values the values it can have; empty for any
 * @param type what its values are
 * @param optIn whether it is left out unless {@code attributes} names it
 */
public record PointAttribute(
    String key, String description, List<String> values, Type type, boolean optIn) {

  /** What values are. They are given as texts all the same. */
  public enum Type {
    /** A text. */
    TEXT,
    /** A whole number; a point that has none gives an empty text, and goes without it. */
    INTEGER,
    /** Texts; they are given line by line. */
    TEXTS
  }

  /** A text. */
  public static PointAttribute text(String key, String description, String... values) {
    return new PointAttribute(key, description, List.of(values), Type.TEXT, false);
  }

  /** A number. */
  public static PointAttribute integer(String key, String description) {
    return new PointAttribute(key, description, List.of(), Type.INTEGER, false);
  }

  /** A list of texts. */
  public static PointAttribute texts(String key, String description) {
    return new PointAttribute(key, description, List.of(), Type.TEXTS, false);
  }

  /** The same, left out unless it is asked for. */
  public PointAttribute onRequest() {
    return new PointAttribute(key, description, values, type, true);
  }
}
