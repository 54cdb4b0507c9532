package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.LokiServer;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Loki holds what was sent to it, in the streams that an old configuration asks for. */
@Tag("long") // it builds Loki, which takes ten minutes the first time
class LokiTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static final String SLOW_STREAMS =
      "per_stream_rate_limit: 128KB, per_stream_rate_limit_burst: 256KB";

  /** A configuration of before the exporter was removed. */
  private static final String HINTS =
      """
      extensions:
        file_storage: {directory: '%s', create_directory: true}
      receivers:
        otlp:
          protocols:
            http: {endpoint: '127.0.0.1:%d'}
      processors:
        attributes:
          actions:
            - {action: insert, key: loki.attribute.labels, value: 'event.domain, user_id'}
        resource:
          attributes:
            - {action: insert, key: loki.resource.labels, value: 'service.name, deployment'}
            - {action: insert, key: loki.format, value: logfmt}
      exporters:
        loki:
          endpoint: %s/loki/api/v1/push
          timeout: 10s
          retry_on_failure: {initial_interval: 100ms, max_interval: 500ms}
          sending_queue: {storage: file_storage, batch: {flush_timeout: 200ms}}
          limits: {max_request_size: 65536}
      service:
        extensions: [file_storage]
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          logs: {receivers: [otlp], processors: [attributes, resource], exporters: [loki]}
      """;

  private static final String OTLP =
      """
      receivers:
        otlp:
          protocols:
            http: {endpoint: '127.0.0.1:%d'}
      exporters:
        otlp_http: {endpoint: '%s/otlp', retry_on_failure: {max_interval: 500ms}}
      service:
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          logs: {receivers: [otlp], exporters: [otlp_http]}
      """;

  @TempDir private static Path shared;
  private static LokiServer loki;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    loki = LokiServer.start(shared, ""); // with its own limits
  }

  @AfterAll
  static void end() {
    loki.close();
  }

  private InProcess collector(int port) {
    return collector(port, loki);
  }

  private InProcess collector(int port, LokiServer server) {
    return InProcess.startImpatient(HINTS.formatted(folder.resolve("storage"), port, server.url()));
  }

  private static long nanos(Duration ago) {
    return (System.currentTimeMillis() - ago.toMillis()) * 1_000_000;
  }

  private static String attribute(String key, String value) {
    return "{'key':'%s','value':{'stringValue':'%s'}}".formatted(key, value);
  }

  private static String record(long time, String body, String fields, String... attributes) {
    return "{'timeUnixNano':'%d','body':{'stringValue':'%s'},'attributes':[%s]%s}"
        .formatted(time, body, String.join(",", attributes), fields);
  }

  private static void send(int port, String service, List<String> records) throws Exception {
    String json =
        "{'resourceLogs':[{'resource':{'attributes':[%s,%s,%s]},'scopeLogs':[{'logRecords':[%s]}]}]}"
            .formatted(
                attribute("service.name", service),
                attribute("service.namespace", "shop"),
                attribute("deployment", "prod"),
                String.join(",", records));
    Web.post(
        port,
        "/v1/logs",
        "application/json",
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static void awaitCount(String query, long expected) throws Exception {
    awaitCount(loki, query, expected);
  }

  private static void awaitCount(LokiServer server, String query, long expected) throws Exception {
    long[] last = {0};
    Eventually.answer(
        LIMIT,
        () -> expected + " lines of " + query + ", there are " + last[0],
        () -> "",
        () -> {
          last[0] = server.count(query);
          return last[0] >= expected ? Optional.of(last[0]) : Optional.empty();
        });
    assertThat(last[0]).isEqualTo(expected);
  }

  private static List<String> refusals(LokiServer server) throws Exception {
    return server.metrics().stream()
        .filter(line -> line.startsWith("loki_request_duration_seconds_count"))
        .filter(line -> line.contains("push") && line.contains("status_code=\"429\""))
        .toList();
  }

  @Test
  void an_old_configuration_with_hints_gives_the_same_streams() throws Exception {
    int[] ports = Ports.free(1);
    try (InProcess collector = collector(ports[0])) {
      send(
          ports[0],
          "cart",
          List.of(
              record(
                  nanos(Duration.ZERO),
                  "item added",
                  ",'severityNumber':9,'severityText':'info','traceId':'"
                      + TRACE
                      + "','spanId':'b7ad6b7169203331'",
                  attribute("event.domain", "browser"),
                  attribute("size", "7")),
              record(nanos(Duration.ofSeconds(1)), "no severity", "")));
      awaitCount("{service_name=\"cart\"}", 2);
      Map<String, String> usual =
          Map.of(
              "exporter", "OTLP",
              "job", "shop/cart",
              "service_name", "cart",
              "deployment", "prod");
      Map<String, String> more = new java.util.HashMap<>(usual);
      more.put("level", "INFO");
      more.put("event_domain", "browser");
      assertThat(loki.streams("{service_name=\"cart\"}")).containsExactlyInAnyOrder(usual, more);
      assertThat(loki.lines("{job=\"shop/cart\", level=\"INFO\"} | trace_id=\"" + TRACE + "\""))
          .containsExactly(
              "msg=\"item added\" traceID="
                  + TRACE
                  + " spanID=b7ad6b7169203331 severity=info attribute_size=7"
                  + " resource_service.namespace=shop");
      assertThat(loki.lines("{job=\"shop/cart\"} | span_id=\"b7ad6b7169203331\"")).hasSize(1);
      collector.stop();
    }
  }

  @Test
  void twenty_thousand_values_of_a_label_are_demoted() throws Exception {
    int[] ports = Ports.free(1);
    try (InProcess collector = collector(ports[0])) {
      for (int i = 0; i < 20_000; i += 1000) {
        int from = i;
        send(
            ports[0],
            "users",
            IntStream.range(from, from + 1000)
                .mapToObj(
                    user ->
                        record(nanos(Duration.ZERO), "seen", "", attribute("user_id", "u" + user)))
                .toList());
      }
      awaitCount("{service_name=\"users\"}", 20_000);
      List<Map<String, String>> streams = loki.streams("{service_name=\"users\"}");
      assertThat(streams).hasSize(1001);
      assertThat(refusals(loki)).isEmpty();
      assertThat(loki.count("{service_name=\"users\"} | user_id=\"u0\"")).isEqualTo(1);
      assertThat(loki.count("{service_name=\"users\"} | user_id=\"u19999\"")).isEqualTo(1);
      collector.stop();
    }
  }

  @Test
  void a_stream_that_is_too_fast_waits_alone_and_loses_nothing() throws Exception {
    int[] ports = Ports.free(1);
    String padding = "x".repeat(2000);
    try (LokiServer slow = LokiServer.start(folder, SLOW_STREAMS);
        InProcess collector = collector(ports[0], slow)) {
      for (int i = 0; i < 20; i++) {
        List<String> records = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
          records.add(record(nanos(Duration.ZERO) + n, padding + (40 * i + n), ""));
        }
        send(ports[0], "noisy", records);
        send(ports[0], "quiet", List.of(record(nanos(Duration.ZERO), "quiet " + i, "")));
      }
      awaitCount(slow, "{service_name=\"quiet\"}", 20);
      long meanwhile = slow.count("{service_name=\"noisy\"}");
      assertThat(meanwhile).as("the noisy stream is behind").isLessThan(800);
      awaitCount(slow, "{service_name=\"noisy\"}", 800);
      assertThat(refusals(slow)).as("Loki did refuse").isNotEmpty();
      collector.stop();
    }
  }

  @Test
  void an_outage_with_a_restart_loses_nothing_and_doubles_nothing() throws Exception {
    int[] ports = Ports.free(1);
    try (InProcess collector = collector(ports[0])) {
      send(ports[0], "outage", numbered(0, 500));
      awaitCount("{service_name=\"outage\"}", 500);
      loki.kill();
      send(ports[0], "outage", numbered(500, 1000));
      collector.stop();
    }
    try (InProcess collector = collector(ports[0])) {
      send(ports[0], "outage", numbered(1500, 500));
      loki.start();
      awaitCount("{service_name=\"outage\"}", 2000);
      assertThat(loki.lines("{service_name=\"outage\"}")).doesNotHaveDuplicates().hasSize(2000);
      collector.stop();
    }
  }

  private static List<String> numbered(int from, int count) {
    long now = nanos(Duration.ZERO);
    return IntStream.range(from, from + count)
        .mapToObj(i -> record(now + i, "line " + i, ""))
        .toList();
  }

  @Test
  void lines_out_of_time_cost_no_others() throws Exception {
    int[] ports = Ports.free(1);
    try (InProcess collector = collector(ports[0])) {
      send(ports[0], "late", List.of(record(nanos(Duration.ZERO), "now", "")));
      awaitCount("{service_name=\"late\"}", 1);
      send(
          ports[0],
          "late",
          List.of(
              record(nanos(Duration.ofDays(30)), "too old", ""),
              record(nanos(Duration.ofHours(-2)), "too new", ""),
              record(nanos(Duration.ofHours(3)), "too far behind", ""),
              record(nanos(Duration.ofMinutes(30)), "late, but in time", ""),
              record(nanos(Duration.ZERO), "fine", "")));
      awaitCount("{service_name=\"late\"}", 3);
      assertThat(loki.lines("{service_name=\"late\"}"))
          .containsExactlyInAnyOrder(
              "msg=now resource_service.namespace=shop",
              "msg=\"late, but in time\" resource_service.namespace=shop",
              "msg=fine resource_service.namespace=shop");
      collector.stop();
    }
  }

  @Test
  void loki_takes_otlp_too() throws Exception {
    int[] ports = Ports.free(1);
    try (InProcess collector = InProcess.startImpatient(OTLP.formatted(ports[0], loki.url()))) {
      send(
          ports[0],
          "otlp",
          List.of(record(nanos(Duration.ZERO), "hello", ",'traceId':'" + TRACE + "'")));
      awaitCount("{service_name=\"otlp\"}", 1);
      assertThat(loki.lines("{service_name=\"otlp\"} | trace_id=\"" + TRACE + "\""))
          .containsExactly("hello");
      collector.stop();
    }
  }
}
