package io.beltline.distribution.explain;

import io.beltline.distribution.plain.Difference;
import io.beltline.service.trial.PlacedRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a component did something to a record.
 *
 * @param kind what the rule did
 * @param rule the rule, or null if the component has none that could be named
 * @param words what else there is to say: the reason under which the component booked it
 * @param differences the fields it changed
 */
record Cause(Kind kind, @Nullable PlacedRule rule, String words, List<Difference> differences) {

  /** What a rule did. */
  enum Kind {
    CHANGED,
    REMOVED,
    ROUTED,
    FAILED
  }
}
