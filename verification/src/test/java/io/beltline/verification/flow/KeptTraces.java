package io.beltline.verification.flow;

import io.beltline.verification.otlp.OtlpFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What collectors that sample have kept.
 *
 * @param spans the ids of the spans of each trace
 * @param doubled spans that are in two files, or twice in one
 * @param doubledElsewhere of these, those of which no copy is in the file of the one that was
 *     killed
 */
record KeptTraces(Map<String, Set<String>> spans, long doubled, long doubledElsewhere) {

  /** Reads the files; one of them is that of the collector that was killed. */
  static KeptTraces of(List<Path> files, Path killed) throws IOException {
    Map<String, Set<String>> spans = new HashMap<>();
    Set<String> inKilled = new HashSet<>();
    Map<String, Integer> copies = new HashMap<>();
    for (Path file : files) {
      for (JsonNode request : OtlpFile.requests(file)) {
        for (JsonNode span : request.findValues("spans")) {
          for (JsonNode one : span) {
            String id = one.get("spanId").asString();
            spans.computeIfAbsent(one.get("traceId").asString(), trace -> new HashSet<>()).add(id);
            copies.merge(id, 1, Integer::sum);
            if (file.equals(killed)) {
              inKilled.add(id);
            }
          }
        }
      }
    }
    long doubled = copies.values().stream().filter(count -> count > 1).count();
    long elsewhere =
        copies.entrySet().stream()
            .filter(entry -> entry.getValue() > 1 && !inKilled.contains(entry.getKey()))
            .count();
    return new KeptTraces(spans, doubled, elsewhere);
  }

  /** How many traces have all their spans. */
  long whole() {
    return spans.values().stream().filter(ids -> ids.size() == KeyedTraceLoad.SPANS).count();
  }
}
