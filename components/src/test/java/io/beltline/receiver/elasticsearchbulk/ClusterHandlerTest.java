package io.beltline.receiver.elasticsearchbulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterHandlerTest {
  @ParameterizedTest
  @CsvSource(
      value = {
        "_bulk, ''",
        "i/_bulk, i",
        "i/_doc/_bulk, i",
        "%3Ca+b-%7Bnow%2Fd%7D%3E/_bulk, <a+b-{now/d}>",
        "100%/_bulk, 100%",
        "_xpack/monitoring/_bulk, null",
        "_monitoring/bulk, null",
        "a/b/c/_bulk, null",
        "i/_doc, null",
      },
      nullValues = "null")
  void theIndexOfAPath(String path, String index) {
    assertThat(ClusterHandler.bulkIndex(path.split("/", -1))).isEqualTo(index);
  }
}
