package io.beltline.processor.logdedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import io.beltline.model.Logs;
import io.beltline.model.Signal;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GathererTest {
  private static String scope(String records) {
    return "{\"scope\":{\"name\":\"s" + records.length() + "\"},\"logRecords\":[" + records + "]}";
  }

  @Test
  void recordsOfOneResourceShareItsCopy() {
    Logs logs =
        (Logs)
            Requests.json(
                Signal.LOGS,
                "{\"resourceLogs\":[{\"resource\":{\"attributes\":"
                    + Requests.attributes("r", "{\"stringValue\":\"one\"}")
                    + "},\"scopeLogs\":["
                    + scope("{\"severityNumber\":1}")
                    + ","
                    + scope("{\"severityNumber\":10},{\"severityNumber\":10}")
                    + ","
                    + scope("{\"severityNumber\":3},{\"severityText\":\"Warn\"}")
                    + "]}]}");
    Gatherer gatherer = new Gatherer(Configs.bind(LogDedupConfig.class, "{}"));
    Map<String, Gathered> taken = new LinkedHashMap<>();
    assertThat(gatherer.take(logs, true, new FakeClock(), taken).itemCount()).isZero();
    assertThat(taken.values()).extracting(Gathered::count).containsExactly(1L, 2L, 1L, 1L);
    assertThat(messages(taken).map(around -> around.resource().message().array()).distinct())
        .hasSize(1);
    assertThat(messages(taken).map(around -> around.scope().array()).distinct()).hasSize(3);
  }

  private static Stream<Around> messages(Map<String, Gathered> taken) {
    return taken.values().stream().map(gathered -> gathered.around);
  }
}
