package io.beltline.verification.agent;

import io.beltline.verification.flow.SearchTemplates;
import io.beltline.verification.peer.ElasticsearchServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The lines in a real Elasticsearch, a document each. */
record EngineLines(ElasticsearchServer engine) implements TracedLines {
  private static final String INDEX = "logs-*";
  private static final String FIELDS = "{\"_source\":[\"body.text\",\"trace_id\",\"span_id\"]}";

  static EngineLines start(Path folder) throws Exception {
    ElasticsearchServer engine = ElasticsearchServer.start(folder);
    engine.call("PUT", "/_index_template/logs", SearchTemplates.LOGS);
    return new EngineLines(engine);
  }

  @Override
  public String name() {
    return "Elasticsearch";
  }

  @Override
  public String url() {
    return engine.url();
  }

  /** What is asked for of every document, some ten thousand at a time. */
  private List<JsonNode> documents() throws Exception {
    engine.call("POST", "/" + INDEX + "/_refresh", "");
    List<JsonNode> documents = new ArrayList<>();
    JsonNode page =
        engine.call("POST", "/" + INDEX + "/_search?scroll=1m&size=10000&sort=_doc", FIELDS);
    while (!page.at("/hits/hits").isEmpty()) {
      page.at("/hits/hits").forEach(hit -> documents.add(hit.path("_source")));
      String next =
          "{\"scroll\":\"1m\",\"scroll_id\":\"%s\"}"
              .formatted(page.path("_scroll_id").asString(""));
      page = engine.call("POST", "/_search/scroll", next);
    }
    return documents;
  }

  private static List<String> marks(JsonNode document) {
    return Marks.in(document.path("body").path("text").asString(""));
  }

  @Override
  public List<String> marks() throws Exception {
    return documents().stream().flatMap(document -> marks(document).stream()).toList();
  }

  /** Elasticsearch keeps a document once of an id that it has already, and counts the other. */
  @Override
  public long came() throws Exception {
    JsonNode counts =
        engine.call("GET", "/" + INDEX + "/_stats/indexing", "").at("/_all/primaries/indexing");
    return counts.path("index_total").asLong() + counts.path("index_failed").asLong();
  }

  @Override
  public Map<String, String> spans() throws Exception {
    Map<String, String> spans = new HashMap<>();
    for (JsonNode document : documents()) {
      String trace = document.path("trace_id").asString("");
      String ids = trace + "/" + document.path("span_id").asString("");
      if (!trace.isEmpty()) {
        marks(document).forEach(mark -> spans.put(mark, ids));
      }
    }
    return spans;
  }

  @Override
  public long linesOf(String traceId) throws Exception {
    return engine.count(INDEX, "{\"term\":{\"trace_id\":\"" + traceId + "\"}}");
  }

  @Override
  public void close() {
    engine.close();
  }
}
