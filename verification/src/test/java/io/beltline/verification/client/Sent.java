package io.beltline.verification.client;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What a client says it has sent: its one line of JSON. */
public record Sent(
    String service, List<Span> spans, List<Log> logs, Counter counter, Histogram histogram) {

  /** A span; {@code parentSpanId} is empty at a root. */
  public record Span(String traceId, String spanId, String parentSpanId, String name) {}

  /** A log record and the span it was written in. */
  public record Log(String body, String traceId, String spanId) {}

  /** A monotonic sum and its value at the end. */
  public record Counter(String name, long value) {}

  /** A histogram and its count and sum at the end. */
  public record Histogram(String name, long count, double sum) {}

  /** The ids of all traces. */
  public Set<String> traceIds() {
    return spans.stream().map(Span::traceId).collect(Collectors.toSet());
  }

  static Sent parse(List<String> output) {
    String line =
        output.stream()
            .filter(text -> text.startsWith("{"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the client printed no JSON: " + output));
    return JsonMapper.shared().readValue(line, Sent.class);
  }
}
