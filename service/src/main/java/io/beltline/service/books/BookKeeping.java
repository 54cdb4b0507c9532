package io.beltline.service.books;

import java.util.Map;

/** The metric under which the books are shown. */
final class BookKeeping {
  static final String METRIC = "beltline_ledger_items";
  static final String DESCRIPTION = "What became of items, by pipeline and by destination";

  private BookKeeping() {}

  static Map<String, String> labels(
      String pipeline, String destination, String signal, String outcome, String reason) {
    return Map.of(
        "pipeline",
        pipeline,
        "destination",
        destination,
        "otel_signal",
        signal,
        "outcome",
        outcome,
        "reason",
        reason);
  }
}
