package io.beltline.components.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** How JSON that others send is parsed, and what is said of what is none. */
public final class JsonInput {
  private JsonInput() {}

  /**
   * Makes parsers of JSON from outside. What nests deeper is refused; texts in it may be of any
   * length, since whoever took the bytes in has bounded these.
   *
   * @param deepest how many objects and arrays may stand in each other
   */
  public static JsonFactory nesting(int deepest) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(deepest)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .build();
  }

  /** A parser's words without the place, and without what it says of its own options. */
  public static String words(JacksonException wrong) {
    String words = String.valueOf(wrong.getOriginalMessage());
    int source = words.indexOf("[Source:");
    int aside = source < 0 ? -1 : words.lastIndexOf(" (", source);
    return aside < 0 ? words : words.substring(0, aside);
  }
}
