package io.beltline.processor.cumulativetodelta;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which metrics are converted: those that are included and not excluded. Safe for all threads. */
final class MetricChoice {
  private final @Nullable Predicate<String> includedNames;
  private final @Nullable Predicate<String> excludedNames;
  private final Set<Integer> includedTypes;
  private final Set<Integer> excludedTypes;

  MetricChoice(MetricChoiceConfig include, MetricChoiceConfig exclude) {
    this.includedNames = include.names();
    this.excludedNames = exclude.names();
    this.includedTypes = include.types();
    this.excludedTypes = exclude.types();
  }

  /** Whether metrics of a type may be converted, whatever their names. */
  boolean takes(int type) {
    return (includedTypes.isEmpty() || includedTypes.contains(type))
        && !excludedTypes.contains(type);
  }

  /** Whether names count. */
  boolean asksNames() {
    return includedNames != null || excludedNames != null;
  }

  /** Whether metrics of a name may be converted, whatever their type. */
  boolean takes(String name) {
    return (includedNames == null || includedNames.test(name))
        && (excludedNames == null || !excludedNames.test(name));
  }
}
