package io.beltline.exporter.jaegerstorage;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter.ExportRequest;

/** Writes spans to one kind of storage. Safe for all threads. */
interface TraceWriter {

  /** Writes the spans of a request, which are traces, and says what became of each. */
  ExportResult write(ExportRequest request);

  /** Ends what is under way, and closes connections. */
  void close(Deadline deadline);
}
