package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.verification.client.ThreeServices;
import io.beltline.verification.otlp.Canonical;
import io.beltline.verification.otlp.Item;
import io.beltline.verification.otlp.JaegerForm;
import io.beltline.verification.otlp.OtlpFile;
import io.beltline.verification.otlp.TraceFigures;
import io.beltline.verification.otlp.ZipkinForm;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.OtlpSink;
import io.beltline.verification.peer.TraceStore;
import io.beltline.verification.peer.ZipkinServer;
import io.beltline.verification.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The traces of three services in Java, Node.js and Python that call each other over HTTP are the
 * same at every backend as the services say they sent them: at Zipkin, at a receiver of OTLP, and
 * at {@link TraceStore}s where some were started.
 */
class ThreeServicesTest {
  private static final int ORDERS = 10;
  private static final int CLIENTS = 4;
  private static final int PER_PHASE = 60;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration NO_LONGER = Duration.ofMinutes(2);
  private static final List<String> PROPAGATORS = List.of("tracecontext,baggage", "b3", "b3multi");
  private static final List<String> SERIES =
      List.of("service.name", "span.name", "span.kind", "status.code");

  @TempDir private Path folder;

  @Test
  void every_backend_shows_the_traces_as_they_were_sent(TestReporter reporter) throws Exception {
    int[] ports = Ports.free(2);
    List<TraceStore> stores = TraceStore.started();
    try (ZipkinServer zipkin = ZipkinServer.start(folder);
        OtlpSink sink = new OtlpSink();
        BeltlineProcess collector =
            BeltlineProcess.start(folder, all(ports, zipkin, sink, stores), ports)) {
      List<JsonNode> told = new ArrayList<>();
      Set<String> printed = new TreeSet<>();
      Map<TraceStore, TreeMap<String, Long>> callsBefore = new HashMap<>();
      for (TraceStore store : stores) {
        callsBefore.put(store, store.calls());
      }
      for (String propagators : PROPAGATORS) {
        try (ThreeServices services = ThreeServices.start(propagators, ports[0], ports[1])) {
          for (int number = 1; number <= ORDERS; number++) {
            printed.add(services.order(number));
          }
          told.addAll(services.end());
        }
      }
      List<Item> spans = told.stream().flatMap(Item::of).toList();
      Map<String, List<Item>> traces = byTrace(spans);
      assertThat(traces.keySet()).isEqualTo(printed).hasSize(PROPAGATORS.size() * ORDERS);
      assertThat(traces).allSatisfy((id, trace) -> isWhole(trace));

      collector
          .process()
          .await(LIMIT, () -> "all spans at the sink", () -> atLeast(sink, spans.size()));
      assertThat(Canonical.items(sink.requests())).isEqualTo(Canonical.items(told));
      for (Map.Entry<String, List<Item>> trace : traces.entrySet()) {
        assertThat(
                zipkin.shown(trace.getKey(), ThreeServices.SPANS).stream().map(ZipkinForm::shown))
            .containsExactlyInAnyOrderElementsOf(
                trace.getValue().stream().map(ZipkinForm::expected).toList());
      }
      TreeMap<String, Long> calls = new TreeMap<>();
      ThreeServices.CALLS.forEach(call -> calls.put(call, (long) printed.size()));
      assertThat(zipkin.calls()).isEqualTo(calls);
      for (TraceStore store : stores) {
        areShown(store, traces, told);
        if (store.kind().equals("jaeger")) {
          assertThat(newCalls(store, callsBefore)).isEqualTo(calls);
        }
      }

      assertThat(collector.stop()).as(collector.process().log()).isZero();
      areGroupedAndCounted(spans);
      reporter.publishEntry(
          Map.of(
              "traces", Integer.toString(traces.size()),
              "spans", Integer.toString(spans.size()),
              "calls", calls.toString(),
              "stores", stores.toString()));
    }
  }

  @Test
  void a_backend_is_changed_under_load_by_its_exporters_alone(TestReporter reporter)
      throws Exception {
    int[] ports = Ports.free(2);
    List<TraceStore> stores = TraceStore.started();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger orders = new AtomicInteger();
    try (ZipkinServer zipkin = ZipkinServer.start(folder);
        OtlpSink before = new OtlpSink();
        OtlpSink after = new OtlpSink();
        BeltlineProcess collector = BeltlineProcess.start(folder, one(ports, sink(before)), ports);
        ThreeServices services = ThreeServices.start(PROPAGATORS.getFirst(), ports[0], ports[1]);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        List<Future<Integer>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          running.add(clients.submit(buying(services, orders, over)));
        }
        List<String> exporters =
            new ArrayList<>(List.of("zipkin: {endpoint: '" + zipkin.endpoint() + "'}"));
        stores.forEach(store -> exporters.add(store.exporterLine()));
        exporters.add(sink(after));
        await(running, orders);
        for (String exporter : exporters) {
          Files.writeString(folder.resolve("config.yaml"), one(ports, exporter));
          collector.process().signal("HUP");
          long reloads = exporters.indexOf(exporter) + 1L;
          collector
              .process()
              .await(LIMIT, () -> "reload to " + exporter, () -> reloaded(collector, reloads));
          await(running, orders);
        }
        over.set(true);
        for (Future<Integer> client : running) {
          client.get();
        }
        List<JsonNode> told = services.end();
        assertThat(collector.stop()).as(collector.process().log()).isZero();

        List<Item> spans = told.stream().flatMap(Item::of).toList();
        assertThat(spans).hasSize(orders.get() * ThreeServices.SPANS);
        Map<String, Integer> arrivals = new TreeMap<>();
        Map<String, Integer> each = new TreeMap<>();
        count(before.requests(), "first sink", arrivals, each);
        count(after.requests(), "last sink", arrivals, each);
        for (TraceStore store : stores) {
          store.refresh();
        }
        for (String trace : byTrace(spans).keySet()) {
          zipkin.shownNow(trace).forEach(span -> arrived(span.id(), "zipkin", arrivals, each));
          for (TraceStore store : stores) {
            count(store.shown(trace).stream().toList(), store.kind(), arrivals, each);
          }
        }
        Map<String, Integer> once =
            spans.stream().collect(Collectors.toMap(item -> id(item.body()), item -> 1));
        assertThat(arrivals).as("%s%n%s", each, collector.process().log()).isEqualTo(once);
        assertThat(zipkin.taken()).isEqualTo(each.get("zipkin").longValue());
        assertThat(each).hasSize(exporters.size() + 1);
        reporter.publishEntry(
            Map.of(
                "orders", orders.toString(),
                "spans", Integer.toString(spans.size()),
                "spans at each backend", each.toString()));

      } finally { // clients go on until they are told
        over.set(true);
      }
    }
  }

  private static void isWhole(List<Item> trace) {
    assertThat(trace).hasSize(ThreeServices.SPANS);
    assertThat(trace).map(Item::service).contains("desk", "stock", "price");
    Set<String> ids = trace.stream().map(item -> id(item.body())).collect(Collectors.toSet());
    assertThat(trace)
        .map(item -> item.body().path("parentSpanId").asString(""))
        .filteredOn(parent -> !ids.contains(parent))
        .containsExactly("");
  }

  private static void areShown(
      TraceStore store, Map<String, List<Item>> traces, List<JsonNode> told) throws Exception {
    List<JsonNode> shown = new ArrayList<>();
    for (String id : traces.keySet()) {
      shown.add(store.trace(id, json -> Item.of(json).count() >= ThreeServices.SPANS));
    }
    List<String> wanted = store.keepsLess() ? asKept(told) : Canonical.itemsAsKept(told);
    List<String> found = store.keepsLess() ? asKept(shown) : Canonical.itemsAsKept(shown);
    assertThat(found).filteredOn(span -> !wanted.contains(span)).as(store.kind()).isEmpty();
    assertThat(found).as(store.kind()).hasSameSizeAs(wanted).doesNotHaveDuplicates();
  }

  /** The calls between different services that a store did not show before. */
  private static TreeMap<String, Long> newCalls(
      TraceStore store, Map<TraceStore, TreeMap<String, Long>> before) throws Exception {
    TreeMap<String, Long> calls = store.calls();
    before
        .getOrDefault(store, new TreeMap<>())
        .forEach((call, n) -> calls.merge(call, -n, Long::sum));
    calls.keySet().removeIf(call -> call.split(">")[0].equals(call.split(">")[1]));
    return calls;
  }

  private static List<String> asKept(List<JsonNode> requests) {
    return requests.stream().flatMap(Item::of).map(JaegerForm::of).toList();
  }

  /** What the processors and connectors in front of a sampler made of the same spans. */
  private void areGroupedAndCounted(List<Item> spans) throws Exception {
    List<JsonNode> grouped = OtlpFile.requests(folder.resolve("grouped.json"));
    List<String> order =
        grouped.stream().flatMap(Item::of).map(item -> traceId(item.body())).toList();
    assertThat(order).hasSize(spans.size());
    long turns = 1;
    for (int i = 1; i < order.size(); i++) {
      turns += order.get(i).equals(order.get(i - 1)) ? 0 : 1;
    }
    assertThat(turns)
        .as("a trace's spans stand beside each other")
        .isEqualTo(byTrace(spans).size());

    List<Item> points =
        OtlpFile.requests(folder.resolve("metrics.json")).stream().flatMap(Item::of).toList();
    assertThat(TraceFigures.ofHistogram(points, "traces.span.metrics.duration", 0.001, SERIES))
        .isEqualTo(TraceFigures.ofSpans(spans));
    assertThat(
            TraceFigures.ofHistogram(
                points,
                "traces_service_graph_request_server",
                1,
                List.of("client", "server", "failed")))
        .isEqualTo(TraceFigures.ofCalls(spans));

    List<JsonNode> kept = OtlpFile.requests(folder.resolve("sampled.json"));
    long some = kept.stream().flatMap(Item::of).count();
    assertThat(some).isLessThan(spans.size()).matches(count -> count % ThreeServices.SPANS == 0);
  }

  private static Callable<Integer> buying(
      ThreeServices services, AtomicInteger orders, AtomicBoolean over) {
    return () -> {
      int bought = 0;
      for (; !over.get(); bought++) {
        services.order(orders.incrementAndGet());
      }
      return bought;
    };
  }

  /** Waits for some more orders. */
  private static void await(List<Future<Integer>> running, AtomicInteger orders) throws Exception {
    int goal = orders.get() + PER_PHASE;
    long end = System.nanoTime() + NO_LONGER.toNanos();
    while (orders.get() < goal) {
      assertThat(running).allMatch(client -> client.state() == Future.State.RUNNING);
      assertThat(System.nanoTime()).isLessThan(end);
      RealClock.INSTANCE.sleep(Duration.ofMillis(5));
    }
  }

  private static Optional<Long> reloaded(BeltlineProcess collector, long reloads) {
    long done =
        collector.process().log().lines().filter(line -> line.contains("was reloaded")).count();
    return Optional.of(done).filter(count -> count >= reloads);
  }

  private static Optional<Long> atLeast(OtlpSink sink, int spans) {
    return Optional.of(sink.requests().stream().flatMap(Item::of).count())
        .filter(count -> count >= spans);
  }

  private static void count(
      List<JsonNode> requests,
      String backend,
      Map<String, Integer> arrivals,
      Map<String, Integer> each) {
    requests.stream()
        .flatMap(Item::of)
        .forEach(item -> arrived(id(item.body()), backend, arrivals, each));
  }

  private static void arrived(
      String span, String backend, Map<String, Integer> arrivals, Map<String, Integer> each) {
    arrivals.merge(span, 1, Integer::sum);
    each.merge(backend, 1, Integer::sum);
  }

  private static Map<String, List<Item>> byTrace(List<Item> spans) {
    return spans.stream()
        .collect(
            Collectors.groupingBy(item -> traceId(item.body()), TreeMap::new, Collectors.toList()));
  }

  private static String traceId(JsonNode span) {
    return span.path("traceId").asString("");
  }

  private static String id(JsonNode span) {
    return span.path("spanId").asString("");
  }

  private static String sink(OtlpSink sink) {
    return "otlp_grpc: {endpoint: '127.0.0.1:%d', tls: {insecure: true}}".formatted(sink.port());
  }

  private static String head(int[] ports) {
    String extensions =
        TraceStore.started().stream()
            .map(TraceStore::extensionLine)
            .filter(line -> !line.isEmpty())
            .map(line -> "extensions:\n  " + line + "\n")
            .collect(Collectors.joining());
    return extensions
        + """
        receivers:
          otlp:
            protocols:
              grpc: {endpoint: '127.0.0.1:%d'}
              http: {endpoint: '127.0.0.1:%d'}
        """
            .formatted(ports[0], ports[1]);
  }

  private static String one(int[] ports, String exporter) {
    return head(ports)
        + """
        exporters:
          %s
        service:
          extensions: [%s]
          telemetry: {metrics: {level: none}}
          pipelines:
            traces: {receivers: [otlp], exporters: ['%s']}
        """
            .formatted(exporter, extensions(), exporter.substring(0, exporter.indexOf(':')));
  }

  /** To all backends, and what looks at whole traces; waiting ends with the process. */
  private String all(int[] ports, ZipkinServer zipkin, OtlpSink sink, List<TraceStore> stores) {
    return head(ports)
        + """
        processors:
          group_by_trace: {wait_duration: 10m}
          probabilistic_sampler: {sampling_percentage: 10}
        connectors:
          forward:
          span_metrics: {metrics_flush_interval: 10m}
          service_graph: {metrics_flush_interval: 10m, store: {ttl: 10m, max_items: 100000}}
        exporters:
          zipkin: {endpoint: '%1$s'}
          %2$s
          file/grouped: {path: '%5$s/grouped.json'}
          file/metrics: {path: '%5$s/metrics.json'}
          file/sampled: {path: '%5$s/sampled.json'}
        %3$s
        service:
          extensions: [%6$s]
          telemetry: {metrics: {level: none}}
          pipelines:
            traces: {receivers: [otlp], exporters: [zipkin, otlp_grpc, span_metrics, service_graph, forward%4$s]}
            traces/grouped: {receivers: [otlp], processors: [group_by_trace], exporters: [file/grouped]}
            traces/sampled: {receivers: [forward], processors: [probabilistic_sampler], exporters: [file/sampled]}
            metrics: {receivers: [span_metrics, service_graph], exporters: [file/metrics]}
        """
            .formatted(
                zipkin.endpoint(),
                sink(sink),
                stores.stream()
                    .map(store -> "  " + store.exporterLine())
                    .collect(Collectors.joining("\n")),
                stores.stream().map(store -> ", " + store.exporter()).collect(Collectors.joining()),
                folder,
                extensions());
  }

  private static String extensions() {
    return TraceStore.started().stream().anyMatch(TraceStore::isStorage) ? "jaeger_storage" : "";
  }
}
