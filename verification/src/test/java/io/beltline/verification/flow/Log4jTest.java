package io.beltline.verification.flow;

import static io.beltline.verification.flow.LogFormats.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.otlp.Item;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program logs by Log4j, as text and as JSON, read as the example file-log-formats says. */
class Log4jTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @TempDir private Path folder;

  /** Runs the program, which logs both ways into a folder. */
  private static void log(Path logs) throws Exception {
    Path client = Project.module().resolve("clients").resolve("log4j");
    String jars =
        Stream.of("log4j-api.jar", "log4j-core.jar", "log4j-layout-template-json.jar")
            .map(jar -> Project.peer(jar).toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        List.of(
            Project.java(),
            "-cp",
            jars,
            "-Dlog4j2.configurationFile=" + client.resolve("log4j2.xml"),
            "-Dshop.logs=" + logs,
            client.resolve("Shop.java").toString());
    RunningProcess.run("Log4j client", logs, Map.of(), LIMIT, command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"log4j", "log4j_json"})
  void entries_have_their_time_severity_logger_trace_and_stack(String form) throws Exception {
    LogFormats formats = new LogFormats(folder);
    Path logs = Files.createDirectory(folder.resolve("shop"));
    long before = System.currentTimeMillis() * 1_000_000;
    log(logs);
    long after = System.currentTimeMillis() * 1_000_000;
    try (BeltlineProcess collector = formats.collector("file_log/" + form)) {
      List<Item> records = formats.await(items -> items.size() == 5);
      assertThat(collector.stop()).as(collector.process().log()).isZero();
      assertThat(records).extracting(LogFormats::severity).containsExactly(5, 9, 17, 13, 21);
      assertThat(records)
          .allSatisfy(
              record -> {
                assertThat(LogFormats.time(record)).isBetween(before, after);
                assertThat(record.scope().path("scope").path("name").asString(""))
                    .isEqualTo("shop.orders");
              });
      assertThat(records)
          .extracting(record -> record.body().path("traceId").asString(""))
          .containsExactly("", TRACE, TRACE, "", "");
      assertThat(records)
          .extracting(record -> record.body().path("spanId").asString(""))
          .containsExactly("", SPAN, SPAN, "", "");
      assertThat(body(records.get(0))).isEqualTo("cart of 3 items");
      assertThat(body(records.get(1))).isEqualTo("order 4711 - paid [card]");
      assertThat(body(records.get(3))).isEqualTo("two\nlines, \"quoted\"");
      boolean json = form.equals("log4j_json");
      Item failed = records.get(2);
      assertThat(json ? LogFormats.text(failed, "error.stack_trace") : body(failed))
          .as("the stack is in the record of its entry")
          .contains("java.lang.IllegalStateException: no stock", "at Shop.main", "row 7");
      assertThat(body(failed)).startsWith("order failed");
    }
  }
}
