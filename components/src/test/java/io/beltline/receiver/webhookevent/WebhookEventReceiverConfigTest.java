package io.beltline.receiver.webhookevent;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.BoundYaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookEventReceiverConfigTest {

  @Test
  void defaultsAreGos() {
    WebhookEventReceiverConfig config =
        BoundYaml.value(WebhookEventReceiverConfig.class, "endpoint: localhost:8088");
    assertThat(config.path()).isEqualTo("/events");
    assertThat(config.healthPath()).isEqualTo("/health_check");
    assertThat(config.server().readTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.server().writeTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.server().maxRequestBodySize()).isEqualTo(102_400);
    assertThat(config.requiredHeader().key()).isEmpty();
    assertThat(config.splitLogsAtNewline()).isFalse();
    assertThat(config.splitLogsAtJsonBoundary()).isFalse();
    assertThat(config.convertHeadersToAttributes()).isFalse();
    assertThat(config.headerAttributeRegex()).isNull();
    assertThat(config.http().readHeaderTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.http().readTimeout()).isZero();
    assertThat(new WebhookEventReceiverFactory().aliases()).containsExactly("webhookevent");
    assertThat(
            BoundYaml.value(WebhookEventReceiverConfig.class, "{endpoint: ':1', path: a/b}")
                .events())
        .isEqualTo("/a/b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "path: /x | endpoint: is missing (expected: host:port)",
        "{endpoint: ':0', read_timeout: 11s} | read_timeout: is out of range (expected: 0s to 10s)",
        "{endpoint: ':0', write_timeout: 11s} | write_timeout: is out of range",
        "{endpoint: ':0', required_header: {key: a}} | required_header::value: is missing",
        "{endpoint: ':0', required_header: {value: a}} | required_header::key: is missing",
        "{endpoint: ':0', header_attribute_regex: '('} | header_attribute_regex",
        "{endpoint: ':0', path: /a, health_path: a} | health_path: is the path of events",
        "{endpoint: ':0', splitlogs: true} | splitlogs",
      })
  void aWrongValueIsRefusedWhereItStands(String yaml, String words) {
    assertThat(BoundYaml.problems(WebhookEventReceiverConfig.class, yaml))
        .anySatisfy(
            problem -> assertThat(problem).contains(words).matches("(?s).*:[0-9]+:[0-9]+.*"));
  }
}
