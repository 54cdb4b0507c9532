package io.beltline.exporter.loki;

import io.beltline.exporter.loki.LabelLosses.Unplaced;
import java.util.Map;
import java.util.Set;

/**
 * What is lost of a record.
 *
 * @param labels labels that are neither in the stream, nor in structured metadata, nor in the line
 * @param attributes how many attributes are in none of them that should be in structured metadata
 */
record Lost(Set<String> labels, Map<Unplaced, Integer> attributes) {

  boolean isNothing() {
    return labels.isEmpty() && attributes.isEmpty();
  }

  /** Tells what is lost. */
  void tell(LabelLosses losses) {
    labels.forEach(losses::lost);
    attributes.forEach(losses::lost);
  }
}
