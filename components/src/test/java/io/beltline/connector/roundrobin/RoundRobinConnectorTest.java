package io.beltline.connector.roundrobin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Factory;
import io.beltline.connector.Outputs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.FactoryContract;
import io.beltline.testkit.Numbered;
import org.junit.jupiter.api.Test;

class RoundRobinConnectorTest extends FactoryContract<RoundRobinConnectorFactory.Config> {
  @Override
  protected Factory<RoundRobinConnectorFactory.Config> factory() {
    return new RoundRobinConnectorFactory();
  }

  @Test
  void eachRequestGoesToTheNextPipelineAsItIs() {
    Outputs outputs = Outputs.of("logs/a", "logs/b", "logs/c", "traces");
    Connector connector =
        new RoundRobinConnectorFactory()
            .create(settings.settings(), new RoundRobinConnectorFactory.Config(), outputs);
    ConsumeResult busy = ConsumeResult.unavailable("busy", null);
    outputs.get("logs/b").answering(busy);
    for (int i = 0; i < 7; i++) {
      Telemetry request = Numbered.of(Signal.LOGS, i, 1, 1);
      ConsumeResult result = connector.consume(Context.EMPTY, request);
      assertThat(result).isEqualTo(i % 3 == 1 ? busy : ConsumeResult.accepted());
      String name = "logs/" + "abc".charAt(i % 3);
      assertThat(outputs.get(name).received().getLast().telemetry()).isSameAs(request);
    }
    assertThat(outputs.get("logs/a").received()).hasSize(3);
    assertThat(outputs.get("traces").received()).isEmpty();
  }
}
