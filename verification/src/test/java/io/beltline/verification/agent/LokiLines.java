package io.beltline.verification.agent;

import io.beltline.verification.peer.LokiServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines in a real Loki, where the ids of a line are structured metadata. */
record LokiLines(LokiServer loki) implements TracedLines {
  private static final String ALL = "{exporter=\"OTLP\"}";
  private static final String WITH_IDS =
      ALL + " | trace_id!=\"\" | line_format \"{{__line__}} {{.trace_id}}/{{.span_id}}\"";
  private static final String CAME = "loki_distributor_lines_received_total";

  static LokiLines start(Path folder) throws Exception {
    return new LokiLines(LokiServer.start(folder, ""));
  }

  @Override
  public String name() {
    return "Loki";
  }

  @Override
  public String url() {
    return loki.url();
  }

  @Override
  public List<String> marks() throws Exception {
    return Marks.in(String.join("\n", loki.lines(ALL)));
  }

  /** Loki keeps a line once that it has already, and counts it before. */
  @Override
  public long came() throws Exception {
    return loki.metrics().stream()
        .filter(line -> line.startsWith(CAME + "{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public Map<String, String> spans() throws Exception {
    Map<String, String> spans = new HashMap<>();
    for (String line : loki.lines(WITH_IDS)) {
      String ids = line.substring(line.lastIndexOf(' ') + 1);
      Marks.in(line).forEach(mark -> spans.put(mark, ids));
    }
    return spans;
  }

  @Override
  public long linesOf(String traceId) throws Exception {
    return loki.count(ALL + " | trace_id=\"" + traceId + "\"");
  }

  @Override
  public void close() {
    loki.close();
  }
}
