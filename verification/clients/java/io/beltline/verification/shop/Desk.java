package io.beltline.verification.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The front of an application of three services, traced by the Java agent: {@code /order?number=N}
 * asks the service of the stock and the service of prices, and answers with the id of its trace.
 */
public final class Desk {
  private static final AttributeKey<List<String>> SHELVES =
      AttributeKey.stringArrayKey("desk.shelves");

  private final Tracer tracer = GlobalOpenTelemetry.getTracer("verification.desk", "1.0.0");
  private final AtomicReference<SpanContext> previous = new AtomicReference<>();
  private final HttpClient client;
  private final String stock;
  private final String price;

  private Desk(HttpClient client, String stock, String price) {
    this.client = client;
    this.stock = stock;
    this.price = price;
  }

  /**
   * Prints its port, and serves until its standard input ends.
   *
   * @param urls of the stock and of the prices
   */
  public static void main(String[] urls) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService workers = Executors.newFixedThreadPool(4)) {
      server.setExecutor(workers);
      server.createContext("/order", new Desk(client, urls[0], urls[1])::order);
      server.start();
      System.out.println("{\"port\":" + server.getAddress().getPort() + "}");
      System.in.transferTo(System.err);
      server.stop(0);
    }
  }

  private void order(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    Span current = Span.current();
    current.setAttribute(SHELVES, List.of("A", "ö"));
    current.addEvent("asked", Attributes.of(AttributeKey.doubleKey("patience"), 0.25));
    int failed = call(stock + "/reserve?" + query) + call(price + "/price?" + query);
    pack();
    byte[] body = current.getSpanContext().getTraceId().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(failed == 0 ? 200 : 502, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A span inside this service that refers to the order before. */
  private void pack() {
    var builder = tracer.spanBuilder("pack").setAttribute("desk.boxes", 2L);
    SpanContext before = previous.get();
    if (before != null) {
      builder.addLink(before, Attributes.of(AttributeKey.stringKey("kind"), "previous"));
    }
    Span span = builder.startSpan();
    span.addEvent("closed");
    span.end();
    previous.set(span.getSpanContext());
  }

  private int call(String url) throws IOException {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200
          ? 0
          : 1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(url);
    }
  }
}
