package io.beltline.exporter.elasticsearch;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Origins;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.exporter.Yaml;
import io.beltline.model.Telemetry;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** A stand-in for a search engine that takes bulk requests and answers as told. */
final class Engine implements AutoCloseable {
  /** Bodies of bulk requests, in the order of their arrival. */
  final List<String> bulks = new CopyOnWriteArrayList<>();

  /** All requests. */
  final List<HttpRequest> requests = new CopyOnWriteArrayList<>();

  final TestSettings settings = TestSettings.of("elasticsearch");

  /** Whether the script answers other questions than bulk requests too. */
  volatile boolean asksToo;

  private final RealClock clock = RealClock.INSTANCE;
  private volatile Function<HttpRequest, HttpResponse> script = Engine::allCreated;
  private final ScriptedBackend backend =
      ScriptedBackend.http(
          request -> {
            requests.add(request);
            if (request.path().endsWith("/_bulk")) {
              bulks.add(request.body().toUtf8());
            }
            return request.path().contains("/_bulk") || asksToo
                ? script.apply(request)
                : HttpResponse.text(404, "no handler");
          });

  int port() {
    return backend.port();
  }

  String url() {
    return "http://127.0.0.1:" + backend.port();
  }

  /** Answers so from now on. */
  void answer(Function<HttpRequest, HttpResponse> next) {
    script = next;
  }

  /** Answers bulk requests with these items, JSON with single quotes. */
  void answerItems(String... items) {
    script = request -> items(items);
  }

  static HttpResponse items(String... items) {
    String joined = String.join(",", items).replace('\'', '"');
    return HttpResponse.text(200, "{\"errors\":true,\"items\":[" + joined + "]}")
        .with("content-type", "application/json");
  }

  static HttpResponse allCreated(HttpRequest request) {
    List<String> items = new ArrayList<>();
    long lines = request.body().toUtf8().chars().filter(c -> c == '\n').count();
    for (int i = 0; i < lines / 2; i++) {
      items.add("{'create':{'status':201}}");
    }
    return items(items.toArray(String[]::new));
  }

  /** Answers for each document by its action and itself, JSON with single quotes. */
  static HttpResponse each(HttpRequest request, BinaryOperator<String> item) {
    List<String> lines = request.body().toUtf8().lines().toList();
    List<String> items = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 2) {
      items.add(item.apply(lines.get(i), lines.get(i + 1)));
    }
    return items(items.toArray(String[]::new));
  }

  /** The last bulk request. */
  HttpRequest bulkRequest() {
    return requests.stream()
        .filter(request -> request.path().endsWith("/_bulk"))
        .toList()
        .getLast();
  }

  /** Lines of all bulk requests. */
  List<String> lines() {
    return bulks.stream().flatMap(String::lines).toList();
  }

  /** Exports with one exporter that is ended after it. */
  ExportResult export(String yaml, Telemetry telemetry) {
    return export(yaml, telemetry, Context.EMPTY);
  }

  ExportResult export(String yaml, Telemetry telemetry, Context context) {
    return export(yaml, telemetry, context, Origins.UNKNOWN);
  }

  /** Exports what an attempt of before may have brought already. */
  ExportResult exportAgain(String yaml, Telemetry telemetry) {
    Origins open = Origins.of(7, 0, telemetry.itemCount()).opened();
    return export(yaml, telemetry, Context.EMPTY, open);
  }

  /** Exports items whose origins are known. */
  ExportResult export(String yaml, Telemetry telemetry, Origins origins) {
    return export(yaml, telemetry, Context.EMPTY, origins);
  }

  private ExportResult export(String yaml, Telemetry telemetry, Context context, Origins origins) {
    String endpoint = yaml.contains("endpoint") ? "" : "endpoint: " + url() + "\n";
    ElasticsearchExporterConfig config =
        Yaml.bind(ElasticsearchExporterConfig.class, endpoint + yaml).value();
    Exporter exporter = new ElasticsearchExporterFactory().create(settings.settings(), config);
    exporter.start(new TestHost(clock));
    try {
      return exporter.export(
          new ExportRequest(
              context, telemetry, Deadline.in(clock, Duration.ofSeconds(30)), origins));
    } finally {
      exporter.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    }
  }

  @Override
  public void close() {
    backend.close();
  }
}
