package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.otlp.Item;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.NginxServer;
import io.beltline.verification.peer.PostgresServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real servers log, read as the example file-log-formats says. */
@Tag("long") // it needs an nginx and a PostgreSQL
class ServerLogsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @TempDir private Path folder;

  private LogFormats formats() {
    return new LogFormats(folder);
  }

  @Test
  void requests_of_nginx() throws Exception {
    Path logs = Files.createDirectory(folder.resolve("nginx"));
    try (NginxServer nginx = NginxServer.start(logs);
        BeltlineProcess collector = formats().collector("file_log/nginx")) {
      long before = System.currentTimeMillis() / 1000 * SECOND;
      HttpClient client = HttpClient.newHttpClient();
      for (String path : List.of("/shop?item=a%20b&n=1&n=2", "/missing", "/broken")) {
        URI uri = URI.create("http://127.0.0.1:" + nginx.port() + path);
        client.send(
            HttpRequest.newBuilder(uri).header("referer", "http://x/").build(),
            HttpResponse.BodyHandlers.discarding());
      }
      long after = System.currentTimeMillis() * (SECOND / 1000);
      List<Item> records = formats().await(items -> items.size() == 3);
      assertThat(collector.stop()).isZero();
      assertThat(records)
          .extracting(r -> LogFormats.text(r, "status"), LogFormats::severity)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("200", 9),
              org.assertj.core.groups.Tuple.tuple("404", 13),
              org.assertj.core.groups.Tuple.tuple("500", 17));
      assertThat(records).allSatisfy(r -> assertThat(LogFormats.time(r)).isBetween(before, after));
      assertThat(LogFormats.text(records.getFirst(), "client")).isEqualTo("127.0.0.1");
      assertThat(LogFormats.text(records.getFirst(), "referrer")).isEqualTo("http://x/");
      assertThat(LogFormats.attributes(records.getFirst()).get("url").toString())
          .contains("/shop", "a b", "\"n\"");
    }
  }

  @Test
  void errors_and_statements_of_postgresql() throws Exception {
    Path home = Files.createDirectory(folder.resolve("postgresql"));
    long before = System.currentTimeMillis() * (SECOND / 1000);
    try (PostgresServer postgres = PostgresServer.start(home);
        BeltlineProcess collector = formats().collector("file_log/postgresql")) {
      postgres.execute("SELECT 1,\n  2");
      postgres.execute("SELECT 1/0");
      postgres.execute("DO $$BEGIN RAISE WARNING 'careful'; END$$");
      long after = System.currentTimeMillis() * (SECOND / 1000);
      List<Item> records =
          formats()
              .await(
                  items ->
                      items.stream()
                          .anyMatch(item -> LogFormats.body(item).endsWith("WARNING:  careful")));
      assertThat(collector.stop()).isZero();
      assertThat(records).allSatisfy(r -> assertThat(LogFormats.time(r)).isBetween(before, after));
      assertThat(severity(records, "statement: SELECT 1,\n"))
          .as("one record of two lines")
          .isEqualTo(9);
      assertThat(severity(records, "division by zero")).isEqualTo(17);
      assertThat(severity(records, "WARNING:  careful")).isEqualTo(13);
    }
  }

  private static int severity(List<Item> records, String words) {
    return records.stream()
        .filter(record -> LogFormats.body(record).contains(words))
        .mapToInt(LogFormats::severity)
        .findFirst()
        .orElseThrow(() -> new AssertionError(words + " is in no record"));
  }
}
