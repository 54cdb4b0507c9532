package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.verification.peer.CrowdedEngine;
import io.beltline.verification.peer.CrowdedEngine.Arrivals;
import io.beltline.verification.peer.ElasticsearchServer;
import io.beltline.verification.peer.OpenSearchServer;
import io.beltline.verification.peer.SearchServer;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold for log records in a real Elasticsearch and in a real OpenSearch alike. */
@Tag("long") // it starts both
class SearchEnginesTest {
  private static final Duration LIMIT =
      Duration.ofSeconds(Long.getLong("beltline.search.limit", 240));
  private static final Duration OUTAGE =
      Duration.ofSeconds(Long.getLong("beltline.search.outage", 180));
  private static final int PHRASE_LINES = Integer.getInteger("beltline.search.lines", 20_000);
  private static final int BATCH = 100;
  private static final int LARGE_BATCH = 1000;
  private static final int SEEDED = 997;
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(100);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final long FIRST_WAIT = 100_000_000;
  private static final int MOST_REFUSALS = 4;
  private static final String ALL = "{\"match_all\":{}}";

  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: '%s', create_directory: true}
      receivers:
        otlp: {protocols: {http: {endpoint: '127.0.0.1:%d'}}}
      exporters:
        %s
          logs_index: %s
          mapping: {mode: %s}
          retry_on_failure: {initial_interval: 100ms, multiplier: 2, randomization_factor: 0, max_interval: 5s}
          sending_queue: {storage: file_storage, queue_size: 100000, batch: {flush_timeout: 200ms}}
      service:
        extensions: [file_storage]
        telemetry: {metrics: {level: none}, logs: {level: error}}
        pipelines:
          logs: {receivers: [otlp], exporters: [%s]}
      """;

  @TempDir private Path folder;

  /** An engine, and the field that holds a body in each mode that has one. */
  enum Engine {
    ELASTICSEARCH(
        "elasticsearch",
        "elasticsearch:\n    endpoint: %s",
        Map.of(
            "otel",
            "body.text",
            "ecs",
            "message",
            "none",
            "Body",
            "raw",
            "Body",
            "bodymap",
            "message")),
    OPENSEARCH(
        "opensearch",
        "opensearch:\n    http: {endpoint: '%s'}",
        Map.of("ss4o", "body", "ecs", "Body", "flatten_attributes", "Body", "bodymap", "message"));

    private final String exporter;
    private final String head;
    private final Map<String, String> bodies;

    Engine(String exporter, String head, Map<String, String> bodies) {
      this.exporter = exporter;
      this.head = head;
      this.bodies = new TreeMap<>(bodies);
    }

    private SearchServer start(Path folder) throws Exception {
      if (this == OPENSEARCH) {
        return OpenSearchServer.start(folder);
      }
      ElasticsearchServer server = ElasticsearchServer.start(folder);
      server.call("PUT", "/_index_template/logs", SearchTemplates.LOGS);
      return server;
    }

    private String usualMode() {
      return this == OPENSEARCH ? "ss4o" : "otel";
    }
  }

  private InProcess collector(Engine engine, String url, int port, String index, String mode) {
    return InProcess.startImpatient(
        CONFIG.formatted(
            folder.resolve("storage-" + index),
            port,
            engine.head.formatted(url),
            index,
            mode,
            engine.exporter));
  }

  private static void send(int port, int from, int count, IntFunction<String> record)
      throws Exception {
    String records =
        IntStream.range(from, from + count).mapToObj(record).collect(Collectors.joining(","));
    String request = "{'resourceLogs':[{'scopeLogs':[{'logRecords':[" + records + "]}]}]}";
    byte[] body = request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Web.post(port, "/v1/logs", "application/json", body);
  }

  private static String record(String body, int number) {
    return "{'timeUnixNano':'%d','body':%s,'attributes':[{'key':'number','value':{'intValue':'%d'}}]}"
        .formatted(System.currentTimeMillis() * 1_000_000, body, number);
  }

  private static String numbered(int number) {
    return record("{'stringValue':'line " + number + "'}", number);
  }

  private static void awaitCount(
      SearchServer server, InProcess collector, String index, long expected) throws Exception {
    long[] last = {0};
    Eventually.answer(
        LIMIT,
        () -> expected + " documents in " + index + ", there are " + last[0],
        () -> collector.destination() + "\n" + collector.metrics(),
        () -> {
          last[0] = server.matching(index, ALL);
          if (last[0] >= expected) {
            return Optional.of(last[0]);
          }
          RealClock.INSTANCE.sleep(BETWEEN_LOOKS); // a look makes the engine write a segment
          return Optional.empty();
        });
    assertThat(last[0]).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void an_outage_of_minutes_with_a_restart_in_it_loses_nothing_and_doubles_nothing(
      Engine engine, TestReporter reporter) throws Exception {
    String index = "logs-outage";
    int port = Ports.free(1)[0];
    int requests = (int) OUTAGE.dividedBy(BETWEEN_REQUESTS);
    int sent = 0;
    try (SearchServer server = engine.start(folder)) {
      try (InProcess first = collector(engine, server.url(), port, index, engine.usualMode())) {
        for (int i = 0; i < requests / 2; i++, sent += BATCH) {
          if (i == 10) {
            server.kill(); // while bulk requests are on their way
          }
          send(port, sent, BATCH, SearchEnginesTest::numbered);
          RealClock.INSTANCE.sleep(BETWEEN_REQUESTS);
        }
        assertThat(first.destination().returned()).isZero();
      }
      try (InProcess second = collector(engine, server.url(), port, index, engine.usualMode())) {
        for (int i = requests / 2; i < requests; i++, sent += BATCH) {
          send(port, sent, BATCH, SearchEnginesTest::numbered);
          RealClock.INSTANCE.sleep(BETWEEN_REQUESTS);
        }
        server.start();
        awaitCount(server, second, index, sent);
        assertThat(NumberedDocuments.different(server, index, "attributes.number", sent))
            .isEqualTo(sent);
        assertThat(second.destination().deadLettered()).isZero();
        assertThat(second.destination().returned()).isZero();
      }
    }
    reporter.publishEntry(
        Map.of("engine", engine.exporter, "outage", OUTAGE.toString(), "records", "" + sent));
  }

  @ParameterizedTest
  @EnumSource
  void documents_that_are_refused_for_the_moment_come_again_alone_and_ever_later(
      Engine engine, TestReporter reporter) throws Exception {
    String index = "logs-crowd";
    int port = Ports.free(1)[0];
    int records = 2000;
    long[] least = new long[MOST_REFUSALS - 1];
    Arrays.fill(least, Long.MAX_VALUE);
    int refused = 0;
    try (SearchServer server = engine.start(folder);
        CrowdedEngine crowd =
            CrowdedEngine.before(server.url(), id -> Math.floorMod(id.hashCode(), MOST_REFUSALS));
        InProcess collector = collector(engine, crowd.url(), port, index, engine.usualMode())) {
      for (int sent = 0; sent < records; sent += BATCH) {
        send(port, sent, BATCH, SearchEnginesTest::numbered);
      }
      awaitCount(server, collector, index, records);
      assertThat(crowd.arrivals()).hasSize(records);
      for (Arrivals document : crowd.arrivals().values()) {
        List<Long> times = document.times();
        assertThat(times).as("arrivals").hasSize(document.refused() + 1);
        refused += document.refused();
        for (int i = 1; i < times.size(); i++) {
          least[i - 1] = Math.min(least[i - 1], times.get(i) - times.get(i - 1));
        }
      }
      for (int i = 0; i < least.length; i++) {
        assertThat(least[i]).as("wait " + (i + 1)).isGreaterThanOrEqualTo(FIRST_WAIT << i);
      }
      assertThat(collector.destination().deadLettered()).isZero();
    }
    reporter.publishEntry(
        Map.of(
            "engine",
            engine.exporter,
            "documents",
            "" + records,
            "answers of 429",
            "" + refused,
            "shortest waits in ns",
            Arrays.toString(least)));
  }

  @ParameterizedTest
  @EnumSource
  void phrases_are_found_exactly_in_every_mode(Engine engine, TestReporter reporter)
      throws Exception {
    int seeded = (PHRASE_LINES + SEEDED - 1) / SEEDED;
    try (SearchServer server = engine.start(folder)) {
      for (Map.Entry<String, String> mode : engine.bodies.entrySet()) {
        String index = "logs-phrases-" + mode.getKey();
        int port = Ports.free(1)[0];
        boolean map = mode.getKey().equals("bodymap");
        try (InProcess collector = collector(engine, server.url(), port, index, mode.getKey())) {
          for (int sent = 0; sent < PHRASE_LINES; sent += LARGE_BATCH) {
            send(port, sent, LARGE_BATCH, number -> record(body(map, number), number));
          }
          awaitCount(server, collector, index, PHRASE_LINES);
          assertThat(collector.destination().deadLettered()).isZero();
        }
        String phrase = "{\"match_phrase\":{\"" + mode.getValue() + "\":\"Error: User 1234\"}}";
        assertThat(server.matching(index, phrase)).as(index).isEqualTo(seeded);
        reporter.publishEntry(
            Map.of("index", engine.exporter + " " + index, "lines", "" + PHRASE_LINES));
      }
    }
  }

  /** All lines hold the words of the phrase, some the phrase. */
  private static String body(boolean map, int number) {
    String text =
        number % SEEDED == 0 ? "Error: User 1234 left" : "Error: User 7" + number + " 1234";
    return map
        ? "{'kvlistValue':{'values':[{'key':'@timestamp','value':{'stringValue':'2026-01-01T00:00:00Z'}},"
              + "{'key':'message','value':{'stringValue':'"
            + text
            + "'}}]}}"
        : "{'stringValue':'" + text + "'}";
  }

  @ParameterizedTest
  @EnumSource
  void conflicts_are_indexed_or_kept_with_the_servers_words(Engine engine) throws Exception {
    List<String> refusing =
        engine == Engine.OPENSEARCH ? List.of("ss4o", "bodymap") : List.of("bodymap");
    String both =
        "'attributes':[{'key':'app','value':{'stringValue':'a'}},{'key':'app.x','value':{'stringValue':'b'}}]";
    String map =
        "{'kvlistValue':{'values':[{'key':'@timestamp','value':{'stringValue':'2026-01-01T00:00:00Z'}},"
            + "{'key':'app','value':{'stringValue':'a'}},{'key':'app.x','value':{'stringValue':'b'}}]}}";
    try (SearchServer server = engine.start(folder)) {
      for (String mode : engine.bodies.keySet()) {
        String index = "logs-conflicts-" + mode;
        int port = Ports.free(1)[0];
        String body = mode.equals("bodymap") ? map : "{'stringValue':'text'}";
        try (InProcess collector = collector(engine, server.url(), port, index, mode)) {
          send(
              port,
              0,
              1,
              number -> "{'timeUnixNano':'1800000000000000000','body':" + body + "," + both + "}");
          if (refusing.contains(mode)) {
            Eventually.answer(
                LIMIT,
                () -> "a dead letter in mode " + mode,
                () -> collector.destination().toString(),
                () ->
                    collector.destination().deadLettered() == 1
                        ? Optional.of(true)
                        : Optional.empty());
          } else {
            awaitCount(server, collector, index, 1);
          }
        }
      }
    }
  }
}
