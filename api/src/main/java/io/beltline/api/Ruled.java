package io.beltline.api;

import io.beltline.model.Signal;
import java.util.List;

/**
 * What a configuration record declares that consists of rules users write one after another:
 * statements, conditions, routes. Who tests or explains a configuration finds them through it.
 */
public interface Ruled {

  /** The rules for a signal, in the order written. */
  List<Rule> rules(Signal signal);

  /**
   * One rule.
   *
   * @param kind the word for it: {@code statement}, {@code condition}, {@code route}
   * @param path the keys from the component's configuration to where it is written, joined by
   *     {@code ::}; numbers count in lists
   * @param label the value of a label on the component's own metrics about this rule; a metric
   *     whose name ends in {@code _matched} or {@code _items} counts how often it held. Empty if
   *     nothing counts it
   */
  record Rule(String kind, String path, String label) {}
}
