package io.beltline.verification.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Logger;

/**
 * A small shop of three HTTP endpoints, as an application that knows nothing of tracing: {@code
 * /order} asks {@code /price} and {@code /stock}. The Java agent makes its spans and log records.
 */
final class Shop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("shop");
  private static final Attributes NORTH = Attributes.of(AttributeKey.stringKey("shop"), "north");

  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private final HttpClient client;
  private final Sent sent;
  private final LongCounter orders;
  private final LongHistogram sizes;

  Shop(HttpClient client, Sent sent) throws IOException {
    this.client = client;
    this.sent = sent;
    Meter meter = GlobalOpenTelemetry.getMeter("verification.java");
    orders = meter.counterBuilder("verification.orders").setUnit("{order}").build();
    sizes = meter.histogramBuilder("verification.order.size").setUnit("By").ofLongs().build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/order", this::order);
    server.createContext("/price", exchange -> answer(exchange, "12.50"));
    server.createContext("/stock", exchange -> answer(exchange, "7"));
    server.start();
  }

  /** Orders item {@code number} over HTTP and waits for the answer. */
  void buy(int number) throws IOException, InterruptedException {
    call("/order?number=" + number);
  }

  private void order(HttpExchange exchange) throws IOException {
    int number =
        Integer.parseInt(exchange.getRequestURI().getQuery().substring("number=".length()));
    try {
      String price = call("/price");
      String stock = call("/stock");
      String line = "order " + number + " accepted";
      LOG.info(line);
      sent.log(line);
      orders.add(1, NORTH);
      sizes.record(number * 10L, NORTH);
      sent.measured(number * 10L);
      answer(exchange, price + " x " + stock);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", interrupted));
    }
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    sent.call(
        exchange.getRequestHeaders().getFirst("traceparent"), exchange.getHttpContext().getPath());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String call(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Stops the server and waits until its workers have ended the last request. */
  @Override
  public void close() {
    server.stop(0);
    workers.close();
  }
}
