package io.beltline.receiver.prometheus;

import io.beltline.api.Admission;
import io.beltline.api.Deadline;
import io.beltline.model.Slice;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server with pages that a test writes. */
final class Pages implements AutoCloseable {
  static final String TEXT = "text/plain; version=0.0.4";

  private final Map<String, HttpResponse> pages = new ConcurrentHashMap<>();
  private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server =
      HttpServer.start(
          HttpServerConfig.at("127.0.0.1:0"),
          ServerSettings.of(
              TestSettings.of("pages").settings(),
              new TestHost(RealClock.INSTANCE),
              Admission.UNLIMITED),
          this::answer);

  private HttpResponse answer(HttpRequest request) {
    requests.add(request);
    return pages.getOrDefault(request.path(), HttpResponse.text(404, "no such page"));
  }

  void put(String path, String type, String text) {
    put(path, HttpResponse.of(200, type, Slice.utf8(text)));
  }

  void put(String path, HttpResponse response) {
    pages.put(path, response);
  }

  /** The address, host:port. */
  String address() {
    return "127.0.0.1:" + server.port();
  }

  /** What was asked, in order. */
  List<HttpRequest> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.close(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
  }
}
