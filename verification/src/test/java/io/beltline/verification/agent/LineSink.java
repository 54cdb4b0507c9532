package io.beltline.verification.agent;

import io.beltline.api.Deadline;
import io.beltline.model.Slice;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.compression.CompressionException;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.HttpServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A backend of our own that takes what is meant for Elasticsearch or for Loki and remembers the
 * marks in it; it stands for them where the real ones are too large to fetch.
 */
final class LineSink implements LineStore {
  private static final int LARGEST = 64 << 20;

  /** What it stands for. */
  enum Kind {
    BULK,
    PUSH
  }

  private final Kind kind;
  private final List<String> marks = new ArrayList<>();
  private final HttpServer server;

  LineSink(Kind kind) {
    this.kind = kind;
    server =
        HttpServer.start(
            HttpServerConfig.at("127.0.0.1:0"),
            ServerSettings.of(TestSettings.of("sink").settings(), new TestHost(RealClock.INSTANCE)),
            this::take);
  }

  private HttpResponse take(HttpRequest request) {
    return switch (kind) {
      case BULK -> request.path().endsWith("/_bulk") ? bulk(request.body()) : unknown();
      case PUSH -> request.path().equals("/loki/api/v1/push") ? push(request.body()) : unknown();
    };
  }

  private static HttpResponse unknown() {
    return HttpResponse.text(404, "no handler");
  }

  /** Two lines an item: what to do, and the document. */
  private HttpResponse bulk(Slice body) {
    String text = body.toUtf8();
    keep(text);
    int items = (int) text.lines().count() / 2;
    String created = String.join(",", Collections.nCopies(items, "{\"create\":{\"status\":201}}"));
    return HttpResponse.of(
        200, "application/json", Slice.utf8("{\"errors\":false,\"items\":[" + created + "]}"));
  }

  private HttpResponse push(Slice body) {
    try {
      keep(Codecs.decompress(Compression.SNAPPY, body, LARGEST).toUtf8());
      return HttpResponse.empty(204);
    } catch (CompressionException wrong) {
      return HttpResponse.text(400, wrong.toString());
    }
  }

  private synchronized void keep(String text) {
    marks.addAll(Marks.in(text));
  }

  @Override
  public String name() {
    return "a " + (kind == Kind.BULK ? "bulk" : "push") + " endpoint of ours";
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public synchronized List<String> marks() {
    return List.copyOf(marks);
  }

  @Override
  public synchronized long came() {
    return marks.size();
  }

  @Override
  public void close() {
    server.close(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1)));
  }
}
