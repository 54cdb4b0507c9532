package io.beltline.verification.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A proxy of ours before a real engine that answers single documents of bulk requests with 429, as
 * an engine does whose write queue is full, and passes the others on. It notes when each document
 * came.
 */
public final class CrowdedEngine implements AutoCloseable {
  private static final String REFUSED =
      "{\"create\":{\"_index\":\"\",\"status\":429,\"error\":{\"type\":\"es_rejected_execution_exception\",\"reason\":\"refused"
          + " by the proxy of the test\"}}}";

  private final HttpServer server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String engine;
  private final ToIntFunction<String> refusals;
  private final Map<String, Arrivals> arrivals = new ConcurrentHashMap<>();

  /**
   * A document's arrivals.
   *
   * @param times when it came, in nanoseconds of this process
   * @param refused how often it is refused
   */
  public record Arrivals(List<Long> times, int refused) {}

  /** A document of a bulk request, with the line of its action. */
  private record Document(String id, String action, String source) {}

  private CrowdedEngine(HttpServer server, String engine, ToIntFunction<String> refusals) {
    this.server = server;
    this.engine = engine;
    this.refusals = refusals;
  }

  /**
   * Starts it on a free port.
   *
   * @param engine the engine's URL
   * @param refusals how often to refuse a document, by its id
   */
  public static CrowdedEngine before(String engine, ToIntFunction<String> refusals)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CrowdedEngine crowded = new CrowdedEngine(server, engine, refusals);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", crowded::handle);
    server.start();
    return crowded;
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What came, by the ids of documents. */
  public Map<String, Arrivals> arrivals() {
    return Map.copyOf(arrivals);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(body(exchange), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().toString();
      if (path.startsWith("/_bulk")) {
        answer(exchange, 200, bulk(path, body));
      } else {
        HttpResponse<String> response = call(exchange.getRequestMethod(), path, body);
        answer(exchange, response.statusCode(), response.body());
      }
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    if (!"gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"))) {
      return sent;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return in.readAllBytes();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String bulk(String path, String body) throws IOException {
    long now = System.nanoTime();
    List<Document> documents = documents(body);
    StringBuilder passed = new StringBuilder();
    List<Boolean> isPassed = new ArrayList<>();
    for (Document document : documents) {
      boolean passes = passes(document.id, now);
      isPassed.add(passes);
      if (passes) {
        passed.append(document.action).append('\n').append(document.source).append('\n');
      }
    }
    JsonNode answered = JsonMapper.shared().createObjectNode();
    if (!passed.isEmpty()) {
      answered = JsonMapper.shared().readTree(call("POST", path, passed.toString()).body());
    }
    ArrayNode items = JsonMapper.shared().createArrayNode();
    int next = 0;
    for (boolean passes : isPassed) {
      items.add(
          passes ? answered.path("items").path(next++) : JsonMapper.shared().readTree(REFUSED));
    }
    return "{\"errors\":true,\"items\":" + items + "}";
  }

  private boolean passes(String id, long now) {
    Arrivals those =
        arrivals.computeIfAbsent(id, _ -> new Arrivals(new ArrayList<>(), refusals.applyAsInt(id)));
    synchronized (those) {
      those.times.add(now);
      return those.times.size() > those.refused;
    }
  }

  private static List<Document> documents(String body) {
    List<Document> documents = new ArrayList<>();
    List<String> lines = body.lines().toList();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      String id = JsonMapper.shared().readTree(lines.get(i)).at("/create/_id").asString("");
      documents.add(new Document(id, lines.get(i), lines.get(i + 1)));
    }
    return documents;
  }

  private HttpResponse<String> call(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(engine + path))
            .header(
                "content-type",
                path.startsWith("/_bulk") ? "application/x-ndjson" : "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", ended);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
