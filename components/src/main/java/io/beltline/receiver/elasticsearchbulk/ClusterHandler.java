package io.beltline.receiver.elasticsearchbulk;

import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers what clients ask an Elasticsearch before they send, and while they do. Templates,
 * policies and pipelines are all there already, and may be set: nothing comes of it.
 */
final class ClusterHandler implements HttpHandler {
  private static final Map<String, Object> DONE = Map.of("acknowledged", true);

  /** What may be asked for and set, by how paths begin. */
  private static final Set<String> SETUP =
      Set.of(
          "_index_template",
          "_component_template",
          "_template",
          "_ingest",
          "_ilm",
          "_data_stream",
          "_alias");

  private final HttpResponse root;
  private final Map<String, Object> license =
      Map.of(
          "license",
          Map.of(
              "status",
              "active",
              "uid",
              "beltline",
              "type",
              "basic",
              "mode",
              "basic",
              "issued_to",
              "beltline",
              "issuer",
              "beltline"));
  private final BulkHandler bulk;

  ClusterHandler(String version, BulkHandler bulk) {
    this.bulk = bulk;
    Map<String, Object> number = new LinkedHashMap<>();
    number.put("number", version);
    number.put("build_flavor", "default");
    number.put("build_type", "docker");
    number.put("build_hash", "unknown");
    number.put("build_date", "2025-01-01T00:00:00.000000000Z");
    number.put("build_snapshot", false);
    number.put("lucene_version", "10.3.0");
    number.put("minimum_wire_compatibility_version", "8.19.0");
    number.put("minimum_index_compatibility_version", "8.0.0");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", "beltline");
    body.put("cluster_name", "beltline");
    body.put("cluster_uuid", "beltline-takes-documents");
    body.put("version", number);
    body.put("tagline", "You Know, for Search");
    this.root = EngineAnswers.json(200, body);
  }

  @Override
  public void overloaded(HttpRequest request) {
    bulk.overloaded();
  }

  @Override
  public HttpResponse refusal(HttpRequest request, int status, String message) {
    return EngineAnswers.refused(status, message);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    String path = request.path();
    String[] parts = path.substring(1).split("/", -1);
    String index = bulkIndex(parts);
    if (index != null) {
      return writes(request.method())
          ? bulk.handle(request, index)
          : EngineAnswers.error(405, "illegal_argument_exception", "POST or PUT is needed");
    }
    boolean asks = request.method().equals("GET") || request.method().equals("HEAD");
    if (path.equals("/") && asks) {
      return root;
    }
    HttpResponse about = asks ? about(parts[0]) : null;
    return about == null ? setup(parts, asks) : about;
  }

  /** What may be asked for and not be set; null for everything else. */
  private @Nullable HttpResponse about(String what) {
    return switch (what) {
      case "_license" -> EngineAnswers.json(200, license);
      case "_xpack" -> xpack();
      case "_cluster" ->
          EngineAnswers.json(
              200, Map.of("cluster_name", "beltline", "status", "green", "timed_out", false));
      case "_nodes" ->
          EngineAnswers.json(200, Map.of("cluster_name", "beltline", "nodes", Map.of()));
      default -> null;
    };
  }

  private HttpResponse xpack() {
    Map<String, Object> body = new LinkedHashMap<>(license);
    body.put("features", Map.of("ilm", Map.of("available", true, "enabled", true)));
    return EngineAnswers.json(200, body);
  }

  private static HttpResponse setup(String[] parts, boolean asks) {
    boolean known = SETUP.contains(parts[0]);
    boolean wholeIndex = parts.length == 1 && !parts[0].isEmpty() && !parts[0].startsWith("_");
    if (known && parts[0].equals("_index_template") && asks) {
      return EngineAnswers.json(200, Map.of("index_templates", List.of()));
    }
    if (known || wholeIndex) {
      return EngineAnswers.json(200, asks ? Map.of() : DONE);
    }
    return EngineAnswers.error(
        400,
        "illegal_argument_exception",
        "no handler found for uri [/" + String.join("/", parts) + "]: only _bulk is taken here");
  }

  private static boolean writes(String method) {
    return method.equals("POST") || method.equals("PUT");
  }

  /**
   * The index of a bulk path, empty if there is none; null for other paths. Clients of before
   * version 8 may write a type behind the index.
   */
  static @Nullable String bulkIndex(String... parts) {
    if (parts.length > 3 || !parts[parts.length - 1].equals("_bulk")) {
      return null;
    }
    if (parts.length == 1) {
      return "";
    }
    return parts[0].startsWith("_") ? null : decoded(parts[0]);
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) { // a % that stands for itself
      return part;
    }
  }
}
