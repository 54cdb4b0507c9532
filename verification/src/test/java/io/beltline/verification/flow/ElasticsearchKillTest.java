package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.ElasticsearchServer;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector that tails a file into a real Elasticsearch, has its queue in memory, and is killed
 * again and again, while its connections break and Elasticsearch goes away: every line is there,
 * and none twice where ids are made of the content.
 */
@Tag("long") // it starts an Elasticsearch of 45 MB
class ElasticsearchKillTest {
  /** Ten requests in the queue, ten being sent, one with each reader, and what a second brings. */
  private static final int LINES_ON_THE_WAY = 40_000;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int SEEDED = 997;
  private static final Duration LIMIT =
      Duration.ofSeconds(Long.getLong("beltline.elasticsearch.limit", 240));
  private static final String ALL = "{\"match_all\":{}}";

  private static final String TEMPLATE =
      """
      {"index_patterns":["logs-*"],"priority":200,"data_stream":{},"template":{
       "settings":{"index.number_of_replicas":0,"index.refresh_interval":"-1"},
       "mappings":{"dynamic":true,"properties":{
        "@timestamp":{"type":"date_nanos"},"observed_timestamp":{"type":"date_nanos"},
        "attributes":{"type":"passthrough","dynamic":true,"priority":20,
         "properties":{"number":{"type":"long"}}},
        "body":{"properties":{"text":{"type":"text"},"structured":{"type":"flattened"}}}}}}}
      """;

  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: ./storage-%1$s, create_directory: true}
      receivers:
        %2$s:
          include: ['%3$s/%1$s.log']
          start_at: beginning
          storage: file_storage
          include_file_record_offset: true
          resource: {data_stream.dataset: %1$s}
          retry_on_failure: {initial_interval: 50ms, max_interval: 200ms}
          operators: [{type: regex_parser, regex: '^(?P<number>[0-9]+) '}]
      exporters:
        elasticsearch:
          endpoint: http://127.0.0.1:%4$d
          timeout: 5s
          document_ids: {made_of: %6$s}
          flush: {bytes: 500000}
          sending_queue: {queue_size: 10}
          retry_on_failure: {initial_interval: 50ms, max_interval: 500ms}
      service:
        extensions: [file_storage]
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %5$d}}}}]}
        pipelines:
          logs: {receivers: [%2$s], exporters: [elasticsearch]}
      """;

  @TempDir private static Path shared;
  private static ElasticsearchServer engine;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    engine = ElasticsearchServer.start(shared);
    engine.call("PUT", "/_index_template/logs", TEMPLATE);
  }

  @AfterAll
  static void end() {
    engine.close();
  }

  /**
   * How a scenario runs.
   *
   * @param lines how many lines there are
   * @param kills how often the collector is killed
   * @param perSecond lines a second
   * @param breaking bytes that a connection carries at most before it is reset
   * @param away whether Elasticsearch is killed too
   * @param seed where its chance comes from
   */
  private record Course(
      int lines, int kills, int perSecond, int breaking, boolean away, long seed) {}

  @Test
  void every_line_is_there_once(TestReporter reporter) throws Exception {
    Course course = new Course(20_000, 2, 10_000, 150_000, false, 20_261_128);
    assertThat(run("content", course, reporter)).as("documents too many").isZero();
  }

  @Test
  void without_ids_of_the_content_a_kill_doubles_a_window_at_most(TestReporter reporter)
      throws Exception {
    Course course = new Course(120_000, 4, 10_000, 500_000, false, 20_261_129);
    assertThat(run("request", course, reporter)).isBetween(0L, 4L * LINES_ON_THE_WAY);
  }

  @Test
  void a_million_lines_are_there_once_with_a_kill_every_ten_seconds(TestReporter reporter)
      throws Exception {
    int lines = Integer.getInteger("beltline.elasticsearch.lines", 1_000_000);
    int kills = Integer.getInteger("beltline.elasticsearch.kills", 12);
    Course course = new Course(lines, kills, lines / kills / 10, 2_000_000, true, Seed.fresh());
    assertThat(run("million", course, reporter)).as("documents too many").isZero();
  }

  /** Runs a scenario; how many documents there are beyond one a line. */
  private long run(String ids, Course course, TestReporter reporter) throws Exception {
    String index = "logs-" + ids + ".otel-default";
    SplittableRandom random = new SplittableRandom(course.seed);
    Path file = Files.createFile(folder.resolve(ids + ".log"));
    int metrics = Ports.free(1)[0];
    int outages = 0;
    try (BreakingLine line = BreakingLine.to(port(), random.split(), course.breaking)) {
      int written = 0;
      for (int kill = 1; kill <= course.kills; kill++) {
        boolean away = course.away && random.nextInt(3) == 0;
        int to = course.lines * kill / course.kills;
        try (BeltlineProcess collector = begin(ids, "filelog", line.port(), metrics)) {
          written = append(file, written, (written + to) / 2, course.perSecond);
          if (away) {
            engine.kill();
            outages++;
          }
          written = append(file, written, to, course.perSecond);
          if (away && random.nextBoolean()) {
            engine.start();
            away = false;
          }
          RealClock.INSTANCE.sleep(Duration.ofMillis(random.nextInt(400)));
          collector.process().kill();
        }
        if (away) {
          engine.start();
        }
      }
      try (BeltlineProcess collector = begin(ids, "filelog", line.port(), metrics)) {
        awaitLines(index, course.lines, collector);
        assertThat(collector.stop()).isZero();
      }
      long documents = engine.count(index, ALL);
      int seeded = (course.lines + SEEDED - 1) / SEEDED;
      assertThat(seeded(index, 2 * seeded)).as("the lines of the phrase").isEqualTo(seeded);
      reporter.publishEntry(
          Map.of(
              "ids", ids,
              "seed", Long.toString(course.seed),
              "lines", Integer.toString(course.lines),
              "kills", Integer.toString(course.kills),
              "outages of Elasticsearch", Integer.toString(outages),
              "connections reset", Long.toString(line.resets()),
              "documents", Long.toString(documents)));
      renamed(ids, index, file, course.lines, line.port(), metrics);
      return documents - course.lines;
    }
  }

  private static int port() {
    return Integer.parseInt(engine.url().substring(engine.url().lastIndexOf(':') + 1));
  }

  private BeltlineProcess begin(String ids, String receiver, int to, int metrics) throws Exception {
    String madeOf = ids.equals("request") ? ids : "content";
    String config = CONFIG.formatted(ids, receiver, folder, to, metrics, madeOf);
    return BeltlineProcess.start(folder, config, metrics);
  }

  /** Appends lines up to a number at a rate; some hold a phrase, all of them its words. */
  private static int append(Path file, int from, int to, int perSecond) throws Exception {
    int part = Math.max(1, perSecond / 100);
    for (int at = from; at < to; at += part) {
      StringBuilder text = new StringBuilder();
      for (int i = at; i < Math.min(at + part, to); i++) {
        text.append(i)
            .append(i % SEEDED == 0 ? " Error: User 1234 left\n" : " Error: User 77 of 1234\n");
      }
      Files.writeString(file, text, StandardOpenOption.APPEND);
      RealClock.INSTANCE.sleep(Duration.ofNanos(1_000_000_000L * part / perSecond));
    }
    return to;
  }

  /** Different numbers among the documents that hold the phrase, at most as many as are asked. */
  private static long seeded(String index, int most) throws Exception {
    String query =
        """
        {"size":0,"query":{"match_phrase":{"body.text":"Error: User 1234"}},
         "aggs":{"n":{"terms":{"field":"attributes.number","size":%d}}}}
        """
            .formatted(most);
    return engine
        .call("POST", "/" + index + "/_search", query)
        .at("/aggregations/n/buckets")
        .size();
  }

  private static void awaitLines(String index, int lines, BeltlineProcess collector)
      throws Exception {
    long[] last = {0};
    Eventually.answer(
        LIMIT,
        () -> lines + " different lines in " + index + ", there are " + last[0],
        () -> collector.process().log(),
        () -> {
          long documents = engine.count(index, ALL);
          last[0] =
              documents < lines
                  ? documents
                  : NumberedDocuments.different(engine, index, "attributes.number", lines);
          if (last[0] == lines) {
            return Optional.of(true);
          }
          RealClock.INSTANCE.sleep(BETWEEN_LOOKS); // a look makes the engine write a segment
          return Optional.empty();
        });
  }

  /** The same under the other name of the receiver: it takes what is new, and nothing else. */
  private void renamed(String ids, String index, Path file, int lines, int to, int metrics)
      throws Exception {
    try (BeltlineProcess collector = begin(ids, "file_log", to, metrics)) {
      append(file, lines, lines + 1, 100);
      awaitLines(index, lines + 1, collector);
      assertThat(
              MetricsPage.at(metrics)
                  .count("otelcol_receiver_accepted_log_records", "receiver=\"file_log\""))
          .as("lines that the other name has read")
          .isEqualTo(1);
      assertThat(collector.stop()).isZero();
    }
  }
}
