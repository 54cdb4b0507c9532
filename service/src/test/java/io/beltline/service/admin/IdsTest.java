package io.beltline.service.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.model.Signal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @ParameterizedTest
  @ValueSource(strings = {"otlp_http@traces", "otlp_http/backup@metrics", "a/b@c@logs"})
  void aQueuesNameIsReadAsItIsWritten(String text) {
    assertThat(QueueId.parse(text)).hasToString(text);
    assertThat(LetterId.parse(text + "#12")).hasToString(text + "#12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@", "otlp", "otlp@", "@logs", "otlp@spans", "otlp@logs#1"})
  void whatIsNoQueuesNameIsNone(String text) {
    assertThat(QueueId.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#1", "otlp@logs", "otlp@logs#", "otlp@logs#-1", "otlp#1"})
  void whatIsNoLettersNameIsNone(String text) {
    assertThat(LetterId.parse(text)).isNull();
  }

  @Test
  void lettersOfABoxAreInTheOrderOfTheirNumbers() {
    QueueId logs = new QueueId(ComponentId.of("otlp"), Signal.LOGS);
    QueueId traces = new QueueId(ComponentId.of("otlp"), Signal.TRACES);
    assertThat(
            Stream.of(new LetterId(logs, 10), new LetterId(traces, 1), new LetterId(logs, 9))
                .sorted()
                .map(LetterId::toString))
        .containsExactly("otlp@traces#1", "otlp@logs#9", "otlp@logs#10");
  }
}
