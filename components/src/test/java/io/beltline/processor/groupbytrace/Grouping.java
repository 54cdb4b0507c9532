package io.beltline.processor.groupbytrace;

import io.beltline.api.Deadline;
import io.beltline.api.Processor;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Processors under test with what stands around them. */
final class Grouping {
  final TestSettings settings = TestSettings.of("group_by_trace");
  final RecordingConsumer next = new RecordingConsumer();
  final FakeClock clock = new FakeClock();

  Processor started(String yaml) {
    Processor processor =
        new GroupByTraceFactory()
            .create(
                settings.settings(),
                Configs.bind(GroupByTraceConfig.class, yaml),
                Signal.TRACES,
                next);
    processor.start(new TestHost(clock));
    return processor;
  }

  Deadline soon() {
    return Deadline.in(clock, Duration.ofSeconds(1));
  }

  static String span(int trace, int number) {
    return "{\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"startTimeUnixNano\":\"%d\",\"name\":\"%s\"}"
        .formatted(trace, number, number, "s".repeat(20));
  }

  static String resource(String name, String... spans) {
    return "{\"resource\":{\"attributes\":"
        + Requests.attributes("service.name", "{\"stringValue\":\"" + name + "\"}")
        + "},\"scopeSpans\":[{\"scope\":{\"name\":\"lib\"},\"spans\":["
        + String.join(",", spans)
        + "],\"schemaUrl\":\"u\"}]}";
  }

  static Telemetry traces(String... resources) {
    return Requests.json(
        Signal.TRACES, "{\"resourceSpans\":[" + String.join(",", resources) + "]}");
  }

  /** The number of the trace of each span, in order. */
  static List<Integer> order(Telemetry telemetry) {
    List<Integer> order = new ArrayList<>();
    for (Slice chunk : telemetry.payload().chunks()) {
      ExportTraceServiceRequestView view = new ExportTraceServiceRequestView();
      view.wrap(chunk);
      for (var group = view.resourceSpans(); group.next(); ) {
        for (var scope = group.item().scopeSpans(); scope.next(); ) {
          for (var span = scope.item().spans(); span.next(); ) {
            order.add((int) span.item().traceId().at(15));
          }
        }
      }
    }
    return order;
  }

  long booked(String what) {
    return settings.ledger().booked().getOrDefault(what, 0L);
  }
}
