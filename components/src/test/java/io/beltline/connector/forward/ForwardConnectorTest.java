package io.beltline.connector.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConnectorOutputs;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.PipelineId;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardConnectorTest {
  private final ForwardConnectorFactory factory = new ForwardConnectorFactory();

  @Test
  void eachSignalStaysWhatItIs() {
    assertThat(factory.conversions()).hasSize(4).allMatch(c -> c.from() == c.to());
  }

  @Test
  void requestsGoToThePipelinesOfTheirSignalAndTheAnswerComesBack() {
    ConsumeResult busy = ConsumeResult.unavailable("busy", null);
    RecordingConsumer next = new RecordingConsumer().answering(busy);
    Telemetry span = Requests.span("[]");
    ConnectorOutputs outputs =
        new ConnectorOutputs() {
          @Override
          public Map<PipelineId, Consumer> pipelines(Signal signal) {
            return Map.of();
          }

          @Override
          public Consumer all(Signal signal) {
            return signal == Signal.TRACES ? next : new RecordingConsumer();
          }
        };
    var connector =
        factory.create(
            TestSettings.of("forward").settings(),
            Configs.bind(ForwardConnectorFactory.Config.class, ""),
            outputs);
    assertThat(connector.consume(Context.EMPTY, span)).isSameAs(busy);
    assertThat(next.received()).singleElement().matches(call -> call.telemetry() == span);
  }

  @Test
  void keysAreRefused() {
    assertThat(Configs.problems(ForwardConnectorFactory.Config.class, "size: 1")).hasSize(1);
  }
}
