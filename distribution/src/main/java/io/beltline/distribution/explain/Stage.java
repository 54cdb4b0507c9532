package io.beltline.distribution.explain;

import io.beltline.service.trial.Spot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One component on the way of a record.
 *
 * @param spot the component, in its pipeline
 * @param verdict what became of the record there
 * @param before the record that came, in plain form
 * @param after what went on, in plain form
 * @param pipelines where a connector handed it
 * @param causes the rules behind it
 */
record Stage(
    Spot spot,
    Verdict verdict,
    List<Map<String, @Nullable Object>> before,
    List<Map<String, @Nullable Object>> after,
    List<String> pipelines,
    List<Cause> causes) {

  /** What can become of a record. */
  enum Verdict {
    /** It went on as it came. */
    PASSED("unchanged"),
    /** It went on, but not as it came. */
    CHANGED("changed"),
    /** It ends here. */
    REMOVED("removed"),
    /** The whole request was refused; its sender has it still. */
    REFUSED("refused"),
    /** It is kept, and goes on later. */
    HELD("kept for later"),
    /** A connector took it. */
    HANDED("handed on"),
    /** It reached an exporter. */
    SENT("sent");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
