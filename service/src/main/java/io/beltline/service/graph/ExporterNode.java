package io.beltline.service.graph;

import io.beltline.api.Consumer;
import io.beltline.model.Signal;
import java.util.Map;

/**
 * An exporter, what stands in front of it, and the guarded way in for each signal.
 *
 * @param member the exporter as a component
 * @param exporting the same, with its destinations
 * @param entries the way in by signal
 */
record ExporterNode(Member member, ExportingMember exporting, Map<Signal, Consumer> entries) {

  ExporterNode {
    entries = Map.copyOf(entries);
  }
}
