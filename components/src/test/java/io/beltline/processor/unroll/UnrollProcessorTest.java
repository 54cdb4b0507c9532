package io.beltline.processor.unroll;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnrollProcessorTest {
  private static final String REST =
      "\"timeUnixNano\":\"7\",\"severityText\":\"Info\",\"attributes\":"
          + Requests.attributes("a", "{\"stringValue\":\"b\"}");

  private final TestSettings settings = TestSettings.of("unroll");
  private final RecordingConsumer next = new RecordingConsumer();

  private static String text(String value) {
    return "{\"stringValue\":\"" + value + "\"}";
  }

  private static String list(String... values) {
    return "{\"arrayValue\":{\"values\":[" + String.join(",", values) + "]}}";
  }

  private static Telemetry logs(String... bodies) {
    StringBuilder records = new StringBuilder();
    for (String body : bodies) {
      records.append(records.isEmpty() ? "" : ",").append("{" + REST + ",\"body\":" + body + "}");
    }
    return Requests.json(
        Signal.LOGS, "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + records + "]}]}]}");
  }

  private Telemetry run(boolean recursive, Telemetry in) {
    new UnrollProcessorFactory()
        .create(settings.settings(), new UnrollProcessorConfig(recursive), Signal.LOGS, next)
        .consume(Context.EMPTY, in);
    return next.received().getLast().telemetry();
  }

  private long counted(String what) {
    return settings
        .settings()
        .meter()
        .counter("beltline_processor_unroll_" + what, "", "", Map.of())
        .value();
  }

  @Test
  void eachElementBecomesARecordInItsPlace() {
    Telemetry out = run(false, logs(text("x"), list(text("1"), text("2"), text("3")), text("y")));
    assertThat(Requests.text(out))
        .isEqualTo(Requests.text(logs(text("x"), text("1"), text("2"), text("3"), text("y"))));
    assertThat(settings.ledger().booked().values()).contains(2L);
    assertThat(counted("unrolled")).isEqualTo(1);
  }

  @Test
  void listsInsideListsStayUnlessRecursive() {
    Telemetry in = logs(list(text("1"), list(text("2"), list(text("3")))));
    assertThat(Requests.text(run(false, in)))
        .isEqualTo(Requests.text(logs(text("1"), list(text("2"), list(text("3"))))));
    assertThat(Requests.text(run(true, in)))
        .isEqualTo(Requests.text(logs(text("1"), text("2"), text("3"))));
  }

  @Test
  void whatHasNoElementsIsPassedOnAsItIs() {
    Telemetry in = logs(text("x"), list(), "{\"kvlistValue\":{}}");
    assertThat(run(false, in)).isSameAs(in);
    assertThat(settings.ledger().booked()).isEmpty();
  }

  @Test
  void aListThatWouldGrowTooMuchStays() {
    String[] elements = new String[40_000];
    Arrays.fill(elements, "{\"boolValue\":true}");
    Telemetry in =
        Requests.json(
            Signal.LOGS,
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"severityText\":\""
                + "x".repeat(2000)
                + "\",\"body\":"
                + list(elements)
                + "}]}]}]}");
    assertThat(run(false, in)).isSameAs(in);
    assertThat(counted("too_large")).isEqualTo(1);
  }

  @Test
  void defaults() {
    assertThat(Configs.bind(UnrollProcessorConfig.class, "{}").recursive()).isFalse();
    assertThat(Configs.problems(UnrollProcessorConfig.class, "{recursive: maybe}")).hasSize(1);
  }
}
