package io.beltline.verification.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.agent.AgentMove.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which span each line of a file was written in, and whether backends of lines and of traces lead
 * from one to the other.
 *
 * @param spans by the mark of a line, its span as {@code trace/span}
 * @param traces the traces, in the order of the lines
 */
record NamedSpans(Map<String, String> spans, List<String> traces) {
  private static final Pattern IDS =
      Pattern.compile("\"trace_id\":\"([0-9a-f]{32})\",\"span_id\":\"([0-9a-f]{16})\"");

  static NamedSpans in(Path file) throws IOException {
    Map<String, String> spans = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      Matcher ids = IDS.matcher(line);
      assertThat(ids.find()).as(line).isTrue();
      Marks.in(line).forEach(mark -> spans.put(mark, ids.group(1) + "/" + ids.group(2)));
    }
    return new NamedSpans(
        spans, spans.values().stream().map(NamedSpans::trace).distinct().toList());
  }

  private static String trace(String ids) {
    return ids.substring(0, ids.indexOf('/'));
  }

  /** How many lines name a span of a trace. */
  private long linesOf(String trace) {
    return spans.values().stream().filter(ids -> trace(ids).equals(trace)).count();
  }

  /**
   * Follows every line to its span by the ids that the backend of lines gives, and the first and
   * last trace to their lines.
   *
   * @return what was counted
   */
  Map<String, String> follow(Pair<TracedLines> lines, Pair<SpanStore> stores) throws Exception {
    Map<String, String> first = lines.before().spans();
    Map<String, String> last = lines.after().spans();
    Map<String, String> named = new HashMap<>(first);
    named.putAll(last);
    assertThat(spans.entrySet().stream().filter(line -> !named.entrySet().contains(line)))
        .as("lines that do not name their span")
        .isEmpty();
    assertThat(named).hasSameSizeAs(spans);
    Set<String> before = new HashSet<>(stores.before().reader().spans(traces));
    Set<String> after = new HashSet<>(stores.after().reader().spans(traces));
    assertThat(spans.values().stream().filter(one -> !before.contains(one) && !after.contains(one)))
        .as("spans that lines name and no backend shows")
        .isEmpty();
    assertThat(lines.before().linesOf(traces.getFirst())).isEqualTo(linesOf(traces.getFirst()));
    assertThat(lines.after().linesOf(traces.getLast())).isEqualTo(linesOf(traces.getLast()));
    return Map.of(
        "traces that lines name", Integer.toString(traces.size()),
        "spans that lines of the first name", where(first, after),
        "spans that lines of the second name", where(last, after));
  }

  private static String where(Map<String, String> named, Set<String> after) {
    long there = named.values().stream().filter(after::contains).count();
    return "%d in the first, %d in the second".formatted(named.size() - there, there);
  }
}
