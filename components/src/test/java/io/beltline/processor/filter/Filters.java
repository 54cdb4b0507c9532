package io.beltline.processor.filter;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Processor;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A running filter with what it passes on. */
final class Filters {
  private static final Pattern NAME =
      Pattern.compile("\"(?:name|stringValue|asInt)\":\"([^\"]+)\"");

  final RecordingConsumer next = new RecordingConsumer();
  final TestSettings settings = TestSettings.of("filter/a");
  private final FilterProcessorConfig config;

  Filters(String yaml) {
    config = Configs.bind(FilterProcessorConfig.class, yaml);
  }

  ConsumeResult consume(Telemetry in) {
    Processor processor =
        new FilterProcessorFactory().create(settings.settings(), config, in.signal(), next);
    processor.start(new TestHost(new FakeClock()));
    return processor.consume(Context.EMPTY, in);
  }

  /** The names, texts and integers of what is left, in their order. */
  String left(Telemetry in) {
    int before = next.received().size();
    if (!consume(in).isAccepted()) {
      return "refused";
    }
    if (next.received().size() == before) {
      return "nothing";
    }
    return NAME.matcher(Requests.text(next.received().getLast().telemetry()))
        .results()
        .map(MatchResult::group)
        .map(m -> m.substring(m.indexOf(':') + 2, m.length() - 1))
        .collect(Collectors.joining(" "));
  }

  long counted(String name, String label, String value) {
    return settings.settings().meter().counter(name, "", "", Map.of(label, value)).value();
  }

  /** Two resources of three spans. */
  static Telemetry spans() {
    return Requests.json(
        Signal.TRACES,
        """
        {"resourceSpans":[
          {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
           "scopeSpans":[{"scope":{"name":"lib"},"spans":[
             {"name":"get","kind":2,"attributes":[{"key":"n","value":{"intValue":"1"}}],
              "events":[{"name":"e1"},{"name":"e2"}]},
             {"name":"put","kind":3}]}]},
          {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"bank"}}]},
           "scopeSpans":[{"spans":[{"name":"get","kind":2}]}]}]}
        """);
  }

  /** Four metrics of five points. */
  static Telemetry metrics() {
    return Requests.json(
        Signal.METRICS,
        """
        {"resourceMetrics":[
          {"resource":{"attributes":[{"key":"host","value":{"stringValue":"h1"}}]},
           "scopeMetrics":[{"metrics":[
             {"name":"cpu","gauge":{"dataPoints":[
               {"asInt":"1","attributes":[{"key":"core","value":{"stringValue":"c0"}}]},
               {"asInt":"2","attributes":[{"key":"core","value":{"stringValue":"c1"}}]}]}},
             {"name":"mem","sum":{"dataPoints":[{"asInt":"3"}]}}]}]},
          {"resource":{"attributes":[{"key":"host","value":{"stringValue":"h2"}}]},
           "scopeMetrics":[{"metrics":[
             {"name":"cpu","gauge":{"dataPoints":[{"asInt":"4"}]}},
             {"name":"gc","histogram":{"dataPoints":[{"count":"9"}]}}]}]}]}
        """);
  }

  /** Three log records. */
  static Telemetry logs() {
    return Requests.json(
        Signal.LOGS,
        """
        {"resourceLogs":[
          {"resource":{"attributes":[{"key":"env","value":{"stringValue":"prod"}}]},
           "scopeLogs":[{"logRecords":[
            {"body":{"stringValue":"a"},"severityNumber":9,"severityText":"Info"},
            {"body":{"stringValue":"b"},"severityNumber":17,"severityText":"Error",
             "attributes":[{"key":"k","value":{"boolValue":true}}]},
            {"body":{"stringValue":"c"}}]}]}]}
        """);
  }
}
