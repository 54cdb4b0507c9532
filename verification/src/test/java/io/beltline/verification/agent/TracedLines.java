package io.beltline.verification.agent;

import java.util.Map;

/** A backend of log records that knows in which span a line was written. */
interface TracedLines extends LineStore {
  /** By the mark of each line that names one, the span as {@code trace/span}. */
  Map<String, String> spans() throws Exception;

  /** How many lines it finds by the id of a trace. */
  long linesOf(String traceId) throws Exception;
}
