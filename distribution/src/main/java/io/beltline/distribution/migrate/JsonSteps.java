package io.beltline.distribution.migrate;

import org.jspecify.annotations.Nullable;

/** What both programs do with JSON in a field. */
public final class JsonSteps {
  private JsonSteps() {}

  /**
   * Takes the keys of a JSON object out of a field. Objects inside become dotted names.
   *
   * @param source the field
   * @param target the name in front of the keys; empty for none
   * @param message the key whose text becomes the message; null for {@code message}
   * @param where a condition; may be empty
   */
  public static void add(
      Steps steps, String source, String target, @Nullable String message, String where) {
    String object = Ottl.and(where, Ottl.matches(Ottl.field(source), "^\\s*\\{"));
    String cache = steps.cache();
    steps.add("set(" + cache + ", ParseJSON(" + Ottl.field(source) + "))", object);
    steps.add(
        "flatten(" + cache + (target.isEmpty() ? "" : ", " + Ottl.quote(target)) + ")",
        cache + " != nil");
    steps.add("merge_maps(log.attributes, " + cache + ", \"upsert\")", cache + " != nil");
    String key = message == null ? "message" : message;
    if (target.isEmpty()) {
      lift(steps, key, "log.body");
      liftTime(steps);
    }
  }

  /** A field that others wrote as an attribute becomes the message. */
  public static void lift(Steps steps, String name, String target) {
    String attribute = Ottl.attribute(name);
    steps.add("set(" + target + ", " + attribute + ")", attribute + " != nil");
    steps.add("delete_key(log.attributes, " + Ottl.quote(name) + ")");
  }

  private static void liftTime(Steps steps) {
    String attribute = Ottl.attribute("@timestamp");
    time(steps, attribute, "%S.%L%z", "^\\d{4}-.*\\.\\d+(?:Z|[+-]\\d{4})$");
    time(steps, attribute, "%S.%L%j", "^\\d{4}-.*\\.\\d+[+-]\\d\\d:\\d\\d$");
    time(steps, attribute, "%S%z", "^\\d{4}-[^.]*(?:Z|[+-]\\d{4})$");
    time(steps, attribute, "%S%j", "^\\d{4}-[^.]*[+-]\\d\\d:\\d\\d$");
    steps.add("delete_key(log.attributes, \"@timestamp\")");
  }

  private static void time(Steps steps, String field, String end, String form) {
    steps.add(
        "set(log.time, Time(" + field + ", \"%Y-%m-%dT%H:%M:" + end + "\"))",
        Ottl.matches(field, form));
  }
}
