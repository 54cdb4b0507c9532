package io.beltline.receiver.splunkhec;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.BoundYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplunkHecReceiverConfigTest {

  @Test
  void defaultsAreGos() {
    SplunkHecReceiverConfig config = BoundYaml.value(SplunkHecReceiverConfig.class, "{}");
    assertThat(config.server().endpoint()).isEqualTo("localhost:8088");
    assertThat(config.accessTokenPassthrough()).isFalse();
    assertThat(config.rawPath()).isEqualTo("/services/collector/raw");
    assertThat(config.healthPath()).isEqualTo("/services/collector/health");
    assertThat(config.splitting()).isEqualTo(Splitting.LINE);
    assertThat(config.ack().path()).isEqualTo("/services/collector/ack");
    assertThat(config.ack().extension()).isNull();
    assertThat(config.hecMetadataToOtelAttrs().source()).isEqualTo("com.splunk.source");
    assertThat(config.hecMetadataToOtelAttrs().sourcetype()).isEqualTo("com.splunk.sourcetype");
    assertThat(config.hecMetadataToOtelAttrs().index()).isEqualTo("com.splunk.index");
    assertThat(config.hecMetadataToOtelAttrs().host()).isEqualTo("host.name");
    assertThat(new SplunkHecReceiverFactory().aliases()).containsExactly("splunkhec");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint: '' | endpoint: is missing (expected: host:port)",
        "splitting: words | splitting",
        "raw_path: raw | raw_path: \"raw\" is no path (expected: one that begins with /)",
        "health_path: x | health_path: \"x\" is no path",
        "{raw_path: /a, health_path: /a} | health_path: is the path of raw text",
        "ack: {path: x} | ack::path: \"x\" is no path",
        "ack: {extension: ack} | ack::extension: ack is not supported (expected: no ack::extension",
        "hec_metadata_to_otel_attrs: {hosts: a} | hec_metadata_to_otel_attrs::hosts",
      })
  void aWrongValueIsRefusedWhereItStands(String yaml, String words) {
    assertThat(BoundYaml.problems(SplunkHecReceiverConfig.class, yaml))
        .anySatisfy(
            problem -> assertThat(problem).contains(words).matches("(?s).*:[0-9]+:[0-9]+.*"));
  }
}
