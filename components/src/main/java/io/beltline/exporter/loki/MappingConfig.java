package io.beltline.exporter.loki;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.util.List;

/**
 * What becomes of attributes without hints: {@code mapping}.
 *
 * @param labels attributes that become labels, beside those that hints name
 * @param structuredMetadata attributes that become structured metadata
 * @param traceContext whether the ids of trace and span become structured metadata
 */
public record MappingConfig(
    @Default("[]")
        @Doc(
            "Attributes of the record, else of the resource, that become labels beside what hints"
                + " name.")
        List<String> labels,
    @Default("[]")
        @Doc("Attributes that become structured metadata; \"*\": all that become no label.")
        List<String> structuredMetadata,
    @Default("true") @Doc("Send trace_id and span_id as structured metadata.")
        boolean traceContext) {

  /** Copies the lists. */
  public MappingConfig {
    labels = List.copyOf(labels);
    structuredMetadata = List.copyOf(structuredMetadata);
  }

  /** Whether all attributes become structured metadata. */
  boolean takesAll() {
    return structuredMetadata.contains("*");
  }
}
