package io.beltline.verification.peer;

import io.beltline.verification.process.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A backend that somebody has started on this machine before the tests: {@code
 * -Dbeltline.stores=jaeger:4317:16686,tempo:14317:3200,opensearch:9200:26686}. Without the property
 * there is none, and the tests use those they start themselves.
 *
 * @param kind {@code jaeger} (version 2), {@code tempo}, or with Jaeger's query over it {@code
 *     opensearch} or {@code remote}, a server of its remote storage API
 * @param port where it takes OTLP/gRPC; of the engine where it takes documents
 * @param queryPort where it answers questions over HTTP
 */
public record TraceStore(String kind, int port, int queryPort) {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Those that the property names. */
  public static List<TraceStore> started() {
    return Arrays.stream(System.getProperty("beltline.stores", "").split(","))
        .filter(Predicate.not(String::isBlank))
        .map(text -> text.split(":"))
        .map(part -> new TraceStore(part[0], port(part[1]), port(part[2])))
        .toList();
  }

  private static int port(String text) {
    return Integer.parseInt(text);
  }

  /** The id of its exporter. */
  public String exporter() {
    return isStorage() ? "jaeger_storage_exporter" : "otlp_grpc/" + kind;
  }

  /** Whether spans are written into what Jaeger's query reads, instead of sent to Jaeger. */
  public boolean isStorage() {
    return keepsLess() || kind.equals("remote");
  }

  /** Whether it is Jaeger's layout of indices, which has no place for all. */
  public boolean keepsLess() {
    return kind.equals("opensearch");
  }

  /** The line of the extension its exporter needs; empty if it needs none. */
  public String extensionLine() {
    String few = "{shards: 1, replicas: 0}";
    String indices = "spans: %s, services: %s, dependencies: %s".formatted(few, few, few);
    String backend =
        switch (kind) {
          case "opensearch" ->
              "opensearch: {server_urls: ['http://127.0.0.1:%d'], indices: {%s}}"
                  .formatted(port, indices);
          case "remote" ->
              "grpc: {endpoint: '127.0.0.1:%d', tls: {insecure: true}}".formatted(port);
          default -> "";
        };
    return backend.isEmpty() ? "" : "jaeger_storage: {backends: {main: {" + backend + "}}}";
  }

  /** Makes all that was written visible to questions. */
  public void refresh() throws Exception {
    if (keepsLess()) {
      Web.read(port, "/_refresh").orElseThrow();
    }
  }

  /** The line of its exporter in a configuration. */
  public String exporterLine() {
    if (isStorage()) {
      return exporter() + ": {trace_storage: main}";
    }
    return "%s: {endpoint: '127.0.0.1:%d', tls: {insecure: true}}".formatted(exporter(), port);
  }

  /**
   * A trace as OTLP/JSON.
   *
   * @param enough whether what it shows is all
   */
  public JsonNode trace(String traceId, Predicate<JsonNode> enough) throws Exception {
    return Eventually.answer(
        LIMIT,
        () -> "trace " + traceId + " in " + kind,
        () -> "",
        () -> shown(traceId).filter(enough));
  }

  /** What it shows of a trace now, as OTLP/JSON; empty where it knows none of it. */
  public Optional<JsonNode> shown(String traceId) throws Exception {
    return answer(traceId, "");
  }

  /** The same with all that it holds: otherwise Jaeger's query leaves out what is there twice. */
  public Optional<JsonNode> held(String traceId) throws Exception {
    return answer(traceId, "?raw_traces=true");
  }

  private Optional<JsonNode> answer(String traceId, String how) throws Exception {
    if (!kind.equals("tempo")) {
      return Web.read(queryPort, "/api/v3/traces/" + traceId + how)
          .map(json -> json.path("result"))
          .map(TraceStore::withoutRemarks);
    }
    // Tempo's JSON has protobuf's form of ids and enumerations; its protobuf is OTLP's.
    URI uri = URI.create("http://127.0.0.1:%d/api/traces/%s".formatted(queryPort, traceId));
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(LIMIT).header("Accept", "application/protobuf").build();
    HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return answer.statusCode() == 200
        ? Optional.of(OtlpSink.json(answer.body()))
        : Optional.empty();
  }

  /** Jaeger's query remarks in an attribute of its own on spans that begin before their parents. */
  private static JsonNode withoutRemarks(JsonNode trace) {
    for (JsonNode attributes : trace.findValues("attributes")) {
      ((ArrayNode) attributes)
          .removeIf(one -> one.path("key").asString("").equals("@jaeger@warnings"));
    }
    return trace;
  }

  /** The calls that Jaeger shows, as {@code caller>called}, and how many; none of another kind. */
  public TreeMap<String, Long> calls() throws Exception {
    TreeMap<String, Long> calls = new TreeMap<>();
    if (!kind.equals("jaeger")) {
      return calls;
    }
    String question =
        "/api/dependencies?lookback=3600000&endTs=" + (System.currentTimeMillis() + 60_000);
    Web.read(queryPort, question)
        .orElseThrow()
        .path("data")
        .forEach(
            link ->
                calls.put(
                    link.path("parent").asString() + ">" + link.path("child").asString(),
                    link.path("callCount").asLong()));
    return calls;
  }
}
