package io.beltline.verification.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stand-in for a search engine that takes every document and keeps it to be looked at. */
public final class DocumentSink implements AutoCloseable {
  private final HttpServer server;
  private final List<Document> documents = new CopyOnWriteArrayList<>();

  /**
   * A document.
   *
   * @param action what to do with it, as the bulk request says
   * @param source its fields
   */
  public record Document(JsonNode action, JsonNode source) {
    /** The index it is for. */
    public String index() {
      return action.path("_index").asString("");
    }
  }

  private DocumentSink(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port. */
  public static DocumentSink start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    DocumentSink sink = new DocumentSink(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", sink::handle);
    server.start();
    return sink;
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The documents that came, in their order. */
  public List<Document> documents() {
    return List.copyOf(documents);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      if (!exchange.getRequestURI().getPath().endsWith("/_bulk")) {
        answer(exchange, 404, "{}");
        return;
      }
      boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
      String body = new String(packed ? unpacked(sent) : sent, StandardCharsets.UTF_8);
      answer(exchange, 200, "{\"errors\":false,\"items\":[" + String.join(",", take(body)) + "]}");
    }
  }

  private static byte[] unpacked(byte[] sent) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return in.readAllBytes();
    }
  }

  private List<String> take(String body) {
    List<String> items = new ArrayList<>();
    List<String> lines = body.lines().toList();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      JsonNode action = JsonMapper.shared().readTree(lines.get(i)).path("create");
      documents.add(new Document(action, JsonMapper.shared().readTree(lines.get(i + 1))));
      items.add("{\"create\":{\"status\":201}}");
    }
    return items;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
