package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.otlp.Item;
import io.beltline.verification.otlp.OtlpFile;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.NginxServer;
import io.beltline.verification.peer.PostgresServer;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import io.beltline.verification.process.Project;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What real servers log, read as the example file-log-formats says. */
@Tag("long") // it needs an nginx and a PostgreSQL
class ServerLogsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @TempDir private Path folder;

  private Path out() {
    return folder.resolve("out.json");
  }

  private BeltlineProcess collector(String receiver) throws Exception {
    int port = Ports.free(1)[0];
    String telemetry =
        "  telemetry: {metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %d}}}}]}}\n"
            .formatted(port);
    String config =
        Files.readString(Project.root().resolve("examples/file-log-formats/config.yaml"))
            .replace("/var/log/nginx", folder.resolve("nginx").toString())
            .replace("/var/log/postgresql", folder.resolve("postgresql/log").toString())
            .replaceAll("(include: \\[[^\n]*\n)(    storage: )", "$1    start_at: beginning\n$2")
            .replace("exporters:\n  debug:", "exporters:\n  file: {path: '" + out() + "'}")
            .replace("exporters: [debug]", "exporters: [file]")
            .replace("service:\n", "service:\n" + telemetry)
            .replaceAll("receivers: \\[file_log/nginx.*", "receivers: [" + receiver + "]");
    return BeltlineProcess.start(folder, config, port);
  }

  private List<Item> await(Predicate<List<Item>> enough) throws Exception {
    return Eventually.answer(
        LIMIT,
        () -> "the records",
        () -> "something else",
        () ->
            Optional.of(OtlpFile.requests(out()).stream().flatMap(Item::of).toList())
                .filter(enough));
  }

  private static TreeMap<String, JsonNode> attributes(Item item) {
    TreeMap<String, JsonNode> attributes = new TreeMap<>();
    item.body()
        .path("attributes")
        .valueStream()
        .forEach(a -> attributes.put(a.path("key").asString(""), a.path("value")));
    return attributes;
  }

  private static String text(Item item, String key) {
    return attributes(item).get(key).path("stringValue").asString("");
  }

  private static long time(Item item) {
    return item.body().path("timeUnixNano").asLong();
  }

  @Test
  void requests_of_nginx() throws Exception {
    Path logs = Files.createDirectory(folder.resolve("nginx"));
    try (NginxServer nginx = NginxServer.start(logs);
        BeltlineProcess collector = collector("file_log/nginx")) {
      long before = System.currentTimeMillis() / 1000 * SECOND;
      HttpClient client = HttpClient.newHttpClient();
      for (String path : List.of("/shop?item=a%20b&n=1&n=2", "/missing", "/broken")) {
        URI uri = URI.create("http://127.0.0.1:" + nginx.port() + path);
        client.send(
            HttpRequest.newBuilder(uri).header("referer", "http://x/").build(),
            HttpResponse.BodyHandlers.discarding());
      }
      long after = System.currentTimeMillis() * (SECOND / 1000);
      List<Item> records = await(items -> items.size() == 3);
      assertThat(collector.stop()).isZero();
      assertThat(records)
          .extracting(r -> text(r, "status"), r -> r.body().path("severityNumber").asInt())
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("200", 9),
              org.assertj.core.groups.Tuple.tuple("404", 13),
              org.assertj.core.groups.Tuple.tuple("500", 17));
      assertThat(records).allSatisfy(r -> assertThat(time(r)).isBetween(before, after));
      assertThat(text(records.getFirst(), "client")).isEqualTo("127.0.0.1");
      assertThat(text(records.getFirst(), "referrer")).isEqualTo("http://x/");
      assertThat(attributes(records.getFirst()).get("url").toString())
          .contains("/shop", "a b", "\"n\"");
    }
  }

  @Test
  void errors_and_statements_of_postgresql() throws Exception {
    Path home = Files.createDirectory(folder.resolve("postgresql"));
    long before = System.currentTimeMillis() * (SECOND / 1000);
    try (PostgresServer postgres = PostgresServer.start(home);
        BeltlineProcess collector = collector("file_log/postgresql")) {
      postgres.execute("SELECT 1,\n  2");
      postgres.execute("SELECT 1/0");
      postgres.execute("DO $$BEGIN RAISE WARNING 'careful'; END$$");
      long after = System.currentTimeMillis() * (SECOND / 1000);
      List<Item> records =
          await(items -> items.stream().anyMatch(item -> body(item).endsWith("WARNING:  careful")));
      assertThat(collector.stop()).isZero();
      assertThat(records).allSatisfy(r -> assertThat(time(r)).isBetween(before, after));
      assertThat(severity(records, "statement: SELECT 1,\n"))
          .as("one record of two lines")
          .isEqualTo(9);
      assertThat(severity(records, "division by zero")).isEqualTo(17);
      assertThat(severity(records, "WARNING:  careful")).isEqualTo(13);
    }
  }

  private static String body(Item item) {
    return item.body().path("body").path("stringValue").asString("");
  }

  private static int severity(List<Item> records, String words) {
    return records.stream()
        .filter(record -> body(record).contains(words))
        .mapToInt(record -> record.body().path("severityNumber").asInt())
        .findFirst()
        .orElseThrow(() -> new AssertionError(words + " is in no record"));
  }
}
