package io.beltline.distribution.migrate;

import java.util.List;

/** Statements that take a text apart by a dissect pattern. */
public final class DissectSteps {
  private DissectSteps() {}

  /**
   * Adds them.
   *
   * @param prefix what stands in front of the names
   * @param where a condition; may be empty
   */
  public static void add(Steps steps, Dissect pattern, String source, String prefix, String where) {
    String field = Ottl.field(source);
    String cache = steps.cache();
    steps.add(
        "set(" + cache + ", ExtractPatterns(" + field + ", " + Ottl.quote(pattern.regex()) + "))",
        Ottl.and(where, Ottl.matches(field, pattern.regex())));
    pattern
        .fields()
        .forEach(
            (group, name) -> {
              String part = cache + "[" + Ottl.quote(group) + "]";
              String function = pattern.types().get(group);
              String typed = function == null ? part : function + "(" + part + ")";
              String target = prefix.isEmpty() ? Ottl.field(name) : Ottl.attribute(prefix + name);
              boolean later = pattern.appended().getOrDefault(name, List.of()).contains(group);
              String value = later ? "Concat([" + target + ", " + part + "], \" \")" : typed;
              steps.add("set(" + target + ", " + value + ")", part + " != nil");
            });
  }
}
