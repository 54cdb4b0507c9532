package io.beltline.receiver.elasticsearchbulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.BoundYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticsearchBulkConfigTest {
  @Test
  void defaults() {
    ElasticsearchBulkReceiverConfig config =
        BoundYaml.value(ElasticsearchBulkReceiverConfig.class, "{}");
    assertThat(config.server().endpoint()).isEqualTo("localhost:9200");
    assertThat(config.server().maxRequestBodySize()).isEqualTo(100 << 20);
    assertThat(config.mode()).isEqualTo(DocumentMode.ECS);
    assertThat(config.version()).isEqualTo("9.2.0");
    assertThat(new ElasticsearchBulkReceiverFactory().aliases())
        .containsExactly("elasticsearchbulk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{endpoint: ''} | endpoint: is missing (expected: host:port)",
        "{version: '9'} | version: \"9\" is no version (expected: such as 9.2.0)",
        "{mode: raw} | mode",
        "{modes: ecs} | modes",
      })
  void wrongValuesAreRefusedWithTheirPlace(String yaml, String problem) {
    assertThat(BoundYaml.problems(ElasticsearchBulkReceiverConfig.class, yaml))
        .singleElement()
        .asString()
        .contains(problem)
        .containsPattern("1:[0-9]+");
  }
}
