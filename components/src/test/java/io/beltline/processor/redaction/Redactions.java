package io.beltline.processor.redaction;

import io.beltline.api.Context;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;

/** Redacts what tests give it. */
final class Redactions {
  final TestSettings settings = TestSettings.of("redaction");
  private final RecordingConsumer next = new RecordingConsumer();
  private final RedactionProcessorConfig config;

  Redactions(String yaml) {
    this(Configs.bind(RedactionProcessorConfig.class, yaml));
  }

  Redactions(RedactionProcessorConfig config) {
    this.config = config;
  }

  Telemetry redact(Telemetry in) {
    new RedactionProcessorFactory()
        .create(settings.settings(), config, in.signal(), next)
        .consume(Context.EMPTY, in);
    return next.received().getLast().telemetry();
  }

  /** A span of a name and kind with attributes, redacted, as JSON. */
  String span(String name, int kind, String... attributes) {
    return Requests.text(
        redact(
            Requests.json(
                Signal.TRACES,
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\""
                    + name
                    + "\",\"kind\":"
                    + kind
                    + ",\"attributes\":"
                    + Requests.attributes(attributes)
                    + "}]}]}]}")));
  }

  /** A log record with a body, redacted, as JSON. */
  String body(String body) {
    return Requests.text(
        redact(
            Requests.json(
                Signal.LOGS,
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":"
                    + body
                    + "}]}]}]}")));
  }
}
