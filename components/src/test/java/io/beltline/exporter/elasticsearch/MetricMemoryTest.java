package io.beltline.exporter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.beltline.api.ExportResult;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a large batch of points costs: resource and scope are not copied for each of them. */
class MetricMemoryTest {
  private static final int POINTS = 20_000;

  private final Engine engine = new Engine();

  @AfterEach
  void end() {
    engine.close();
  }

  /** Points of so many series, of a resource with 40 attributes. */
  private static Telemetry batch() {
    List<String> resource = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      resource.add(
          "{'key':'some.attribute.%d','value':{'stringValue':'a value of some length'}}"
              .formatted(i));
    }
    List<String> points = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      points.add(
          "{'attributes':[{'key':'series','value':{'intValue':'%d'}}],'timeUnixNano':'1705314600000000000','asInt':'%d'}"
              .formatted(i, i));
    }
    String json =
        "{'resourceMetrics':[{'resource':{'attributes':[%s]},'scopeMetrics':[{'scope':{'name':'meter'},"
            + "'metrics':[{'name':'m','gauge':{'dataPoints':[%s]}}]}]}]}";
    return OtlpJson.read(
        Signal.METRICS,
        json.formatted(String.join(",", resource), String.join(",", points))
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"otel,8000", "ecs,10000"})
  void surroundingsAreSharedByPoints(String mode, long most) {
    Telemetry batch = batch();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    String yaml = "compression: none\nmapping: {mode: " + mode + "}\n";
    engine.export(yaml, Records.logs(Records.text("first")));
    long before = threads.getCurrentThreadAllocatedBytes();
    ExportResult result = engine.export(yaml, batch);
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / POINTS;
    assertThat(result).isEqualTo(ExportResult.delivered());
    assertThat(each).isLessThan(most);
  }
}
