package io.beltline.exporter.loki;

import io.beltline.exporter.loki.LabelLosses.Unplaced;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Puts attributes of one record into its structured metadata. One thread. */
final class Placement {
  private final Metadata metadata;
  private final Set<String> labels;
  private final Map<Unplaced, Integer> unplaced = new EnumMap<>(Unplaced.class);

  /**
   * Nothing is put yet.
   *
   * @param labels names of labels that found no place: their attributes do not count once more
   */
  Placement(Metadata metadata, Set<String> labels) {
    this.metadata = metadata;
    this.labels = labels;
  }

  /**
   * Puts an attribute.
   *
   * @param used is told its key if it is there
   */
  void put(String key, AnyValueView value, Set<String> used) {
    Unplaced why = metadata.flat(key, value);
    if (why == null) {
      used.add(key);
    } else if (!labels.contains(LabelNames.of(key))) {
      unplaced.merge(why, 1, Integer::sum);
    }
  }

  /**
   * Puts all attributes.
   *
   * @param used keys of those that are left out; is told the keys of those that are there
   */
  void all(AttributesView attributes, Set<String> used) {
    Set<String> taken = new HashSet<>();
    while (attributes.next()) {
      String key = attributes.key();
      if (!used.contains(key)) {
        put(key, attributes.value(), taken);
      }
    }
    used.addAll(taken);
  }

  /** How many attributes are not there, by the reason. */
  Map<Unplaced, Integer> unplaced() {
    return Map.copyOf(unplaced);
  }
}
