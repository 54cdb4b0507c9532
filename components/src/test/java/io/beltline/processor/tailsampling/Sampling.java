package io.beltline.processor.tailsampling;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Processor;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.ItemWalk;
import io.beltline.model.otlp.SpanView;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A processor under test with what stands around it. */
final class Sampling {
  static final String ERRORS =
      "{name: errors, type: status_code, status_code: {status_codes: [ERROR]}}";
  static final String SLOW = "{name: slow, type: latency, latency: {threshold_ms: 100}}";

  /** The fields of a span that failed. */
  static final String ERROR = status(2);

  final TestSettings settings = TestSettings.of("tail_sampling");
  final RecordingConsumer next;
  final FakeClock clock;
  final TestHost host;
  Processor processor;

  Sampling(String yaml) {
    this(yaml, new FakeClock(), new RecordingConsumer(), Map.of());
  }

  /** One life of several: what it sends goes where the others' goes. */
  Sampling(
      String yaml,
      FakeClock clock,
      RecordingConsumer next,
      Map<ComponentId, Extension> extensions) {
    this.clock = clock;
    this.next = next;
    host = new TestHost(clock);
    extensions.forEach(host::with);
    processor = created(yaml);
    processor.start(host);
  }

  private Processor created(String yaml) {
    return new TailSamplingFactory()
        .create(
            settings.settings(), Configs.bind(TailSamplingConfig.class, yaml), Signal.TRACES, next);
  }

  /** Puts another processor in the place of this one. */
  void reload(String yaml) {
    reload(yaml, Duration.ofSeconds(1));
  }

  void reload(String yaml, Duration patience) {
    host.succeeded(true);
    shutdown(patience);
    host.succeeded(false);
    processor = created(yaml);
    processor.start(host);
  }

  /** A configuration that keeps errors, with more keys. */
  static String errors(String more) {
    return "{policies: [" + ERRORS + "], " + more + "}";
  }

  /** A processor with policies and nothing else. */
  static Sampling by(String policies) {
    return new Sampling("{policies: [" + policies + "]}");
  }

  ConsumeResult take(String... resources) {
    return processor.consume(Context.EMPTY, traces(resources));
  }

  void pass(Duration duration) {
    clock.advance(duration);
  }

  void shutdown() {
    shutdown(Duration.ofSeconds(1));
  }

  void shutdown(Duration patience) {
    processor.shutdown(Deadline.in(clock, patience));
  }

  long booked(String what) {
    return settings.ledger().booked().getOrDefault(what, 0L);
  }

  /** A counter of the processor's own. */
  long count(String name, Map<String, String> labels) {
    return settings
        .meter()
        .counter("otelcol_processor_tail_sampling_" + name, "", "", labels)
        .value();
  }

  /** A gauge of the processor's own. */
  double gauge(String name) {
    return settings.meter().gauge("beltline_processor_tail_sampling_" + name, Map.of());
  }

  /** The ids of the spans that were handed on, in order. */
  List<Integer> sent() {
    List<Integer> ids = new ArrayList<>();
    next.received().forEach(call -> ids.addAll(spans(call.telemetry())));
    return ids;
  }

  static List<Integer> spans(Telemetry telemetry) {
    List<Integer> ids = new ArrayList<>();
    SpanView span = new SpanView();
    ItemWalk.items(
        telemetry,
        (array, from, to) -> {
          span.wrap(array, from, to);
          ids.add((int) span.spanId().longAt(0));
        });
    return ids;
  }

  /** The trace states of the spans that were handed on, in order. */
  List<String> states() {
    List<String> states = new ArrayList<>();
    SpanView span = new SpanView();
    next.received()
        .forEach(
            call ->
                ItemWalk.items(
                    call.telemetry(),
                    (array, from, to) -> {
                      span.wrap(array, from, to);
                      states.add(span.traceState());
                    }));
    return states;
  }

  static Traces traces(String... resources) {
    return (Traces)
        Requests.json(Signal.TRACES, "{\"resourceSpans\":[" + String.join(",", resources) + "]}");
  }

  /** A resource with attributes in JSON and spans of one scope. */
  static String resource(String attributes, String... spans) {
    return "{\"resource\":{\"attributes\":%s},\"scopeSpans\":[{\"scope\":{\"name\":\"lib\"},\"spans\":[%s]}]}"
        .formatted(attributes, String.join(",", spans));
  }

  /** Spans without more around them. */
  static String plain(String... spans) {
    return resource("[]", spans);
  }

  /** A span that is no root, with further fields in JSON. */
  static String span(int trace, int id, String fields) {
    return "{\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"parentSpanId\":\"%016x\",\"name\":\"s\"%s}"
        .formatted(trace, id, 99, fields.isEmpty() ? "" : "," + fields);
  }

  static String span(int trace, int id) {
    return span(trace, id, "");
  }

  /** The fields of a span that lasts from one millisecond to another. */
  static String lasting(long from, long to) {
    return "\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\""
        .formatted((1000 + from) * 1_000_000, (1000 + to) * 1_000_000);
  }

  static String status(int code) {
    return "\"status\":{\"code\":" + code + "}";
  }

  static String attribute(String key, String value) {
    return "\"attributes\":" + Requests.attributes(key, value);
  }
}
