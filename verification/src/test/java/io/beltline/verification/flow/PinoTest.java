package io.beltline.verification.flow;

import static io.beltline.verification.flow.LogFormats.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.PinoClient;
import io.beltline.verification.otlp.Item;
import io.beltline.verification.peer.BeltlineProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program logs by pino, lines of JSON, read as the example file-log-formats says. */
class PinoTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @TempDir private Path folder;

  @Test
  void lines_have_their_time_severity_trace_and_fields() throws Exception {
    LogFormats formats = new LogFormats(folder);
    Path logs = Files.createDirectory(folder.resolve("shop"));
    long before = System.currentTimeMillis() * 1_000_000;
    PinoClient.log(logs.resolve("pino.log"));
    long after = System.currentTimeMillis() * 1_000_000;
    try (BeltlineProcess collector = formats.collector("file_log/pino")) {
      List<Item> records = formats.await(items -> items.size() == 6);
      assertThat(collector.stop()).as(collector.process().log()).isZero();
      assertThat(records)
          .extracting(LogFormats::severity)
          .as("trace, debug, info, warn, error, fatal")
          .containsExactly(1, 5, 9, 13, 17, 21);
      assertThat(records)
          .allSatisfy(
              record -> {
                assertThat(LogFormats.time(record)).isBetween(before, after);
                assertThat(record.scope().path("scope").path("name").asString(""))
                    .isEqualTo("shop.orders");
              });
      assertThat(records)
          .extracting(record -> record.body().path("traceId").asString(""))
          .containsExactly("", "", TRACE, "", "", "");
      assertThat(records.get(2).body().path("spanId").asString("")).isEqualTo("b7ad6b7169203331");
      assertThat(records)
          .extracting(LogFormats::body)
          .containsExactly(
              "opened",
              "cart of 3 items",
              "order 4711 - paid [card]",
              "two\nlines, \"quoted\" \u00fc",
              "order failed",
              "that is all");
      assertThat(LogFormats.attributes(records.get(1)).get("items").path("intValue").asInt(0))
          .isEqualTo(3);
      assertThat(LogFormats.attributes(records.get(4)).get("err").toString())
          .contains("no stock", "client.js");
      assertThat(body(records.getLast())).isEqualTo("that is all");
    }
  }
}
