package io.beltline.exporter.loki;

import io.beltline.exporter.loki.LabelLosses.Unplaced;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Puts attributes of one record into its structured metadata. One thread. */
final class Placement {
  private final Metadata metadata;
  private final Used used;
  private final Used lostLabels;
  private final Map<Unplaced, Integer> unplaced = new EnumMap<>(Unplaced.class);

  /**
   * Nothing is put yet.
   *
   * @param used what is left out where all are put; is told what is there
   * @param lostLabels what does not count where it is not there, as it counts as a label
   */
  Placement(Metadata metadata, Used used, Used lostLabels) {
    this.metadata = metadata;
    this.used = used;
    this.lostLabels = lostLabels;
  }

  /** Puts an attribute of the record. */
  void ofRecord(String key, AnyValueView value) {
    put(key, value, used.ofRecord(), lostLabels.ofRecord());
  }

  /** Puts an attribute of the resource. */
  void ofResource(String key, AnyValueView value) {
    put(key, value, used.ofResource(), lostLabels.ofResource());
  }

  /** Puts all attributes of the record. */
  void allOfRecord(AttributesView attributes) {
    Set<String> before = Set.copyOf(used.ofRecord());
    while (attributes.next()) {
      if (!before.contains(attributes.key())) {
        ofRecord(attributes.key(), attributes.value());
      }
    }
  }

  /** Puts all attributes of the resource. */
  void allOfResource(AttributesView attributes) {
    Set<String> before = Set.copyOf(used.ofResource());
    while (attributes.next()) {
      if (!before.contains(attributes.key())) {
        ofResource(attributes.key(), attributes.value());
      }
    }
  }

  private void put(String key, AnyValueView value, Set<String> taken, Set<String> uncounted) {
    Unplaced why = metadata.flat(key, value);
    if (why == null) {
      taken.add(key);
    } else if (!uncounted.contains(key)) {
      unplaced.merge(why, 1, Integer::sum);
    }
  }

  /** How many attributes are not there, by the reason. */
  Map<Unplaced, Integer> unplaced() {
    return Map.copyOf(unplaced);
  }
}
