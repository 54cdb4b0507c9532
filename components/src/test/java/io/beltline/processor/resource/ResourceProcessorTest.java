package io.beltline.processor.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import org.junit.jupiter.api.Test;

class ResourceProcessorTest {
  private static final String X = "{\"stringValue\":\"x\"}";
  private final RecordingConsumer next = new RecordingConsumer();

  @Test
  void everyResourceOfEverySignalIsEdited() {
    for (Signal signal : new Signal[] {Signal.TRACES, Signal.METRICS, Signal.LOGS}) {
      Telemetry out = run("{key: a, action: upsert, value: y}", two(signal));
      assertThat(Requests.text(out))
          .isEqualTo(Requests.text(two(signal)).replace("\"x\"", "\"y\""));
    }
  }

  @Test
  void aRequestWithoutResourcesGetsOne() {
    Telemetry bare =
        Requests.json(Signal.LOGS, "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{}]}]}]}");
    Telemetry out = run("{key: a, action: insert, value: x}", bare);
    assertThat(Requests.text(out))
        .contains("\"resource\":{\"attributes\":" + Requests.attributes("a", X) + "}");
    assertThat(out.itemCount()).isEqualTo(1);
  }

  @Test
  void whatNoActionTouchesIsPassedOnAsItIs() {
    Telemetry in = two(Signal.TRACES);
    assertThat(run("{key: other, action: delete}", in)).isSameAs(in);
  }

  @Test
  void theAnswerBehindIsTheAnswer() {
    ConsumeResult busy = ConsumeResult.unavailable("busy", null);
    next.answering(busy);
    assertThat(
            new ResourceProcessorFactory()
                .create(
                    TestSettings.of("resource").settings(),
                    config("{key: a, action: delete}"),
                    Signal.LOGS,
                    next)
                .consume(Context.EMPTY, two(Signal.LOGS)))
        .isSameAs(busy);
  }

  @Test
  void attributesMustBeGiven() {
    assertThat(Configs.problems(ResourceProcessorConfig.class, "attributes: []"))
        .containsExactly(
            "1: attributes: is missing or empty (expected: a list with at least one action)");
    assertThat(Configs.problems(ResourceProcessorConfig.class, "attributes: [{key: a}]"))
        .singleElement()
        .asString()
        .startsWith("1: attributes::0::action: must be given");
  }

  private Telemetry run(String action, Telemetry in) {
    new ResourceProcessorFactory()
        .create(TestSettings.of("resource").settings(), config(action), in.signal(), next)
        .consume(Context.EMPTY, in);
    return next.received().getLast().telemetry();
  }

  private static ResourceProcessorConfig config(String action) {
    return Configs.bind(ResourceProcessorConfig.class, "attributes: [" + action + "]");
  }

  /** Two resources with attribute a. */
  private static Telemetry two(Signal signal) {
    String name =
        switch (signal) {
          case TRACES -> "Spans";
          case METRICS -> "Metrics";
          case LOGS -> "Logs";
          case PROFILES -> "Profiles";
        };
    String resource = "{\"resource\":{\"attributes\":" + Requests.attributes("a", X) + "}}";
    return Requests.json(signal, "{\"resource%s\":[%s,%s]}".formatted(name, resource, resource));
  }
}
