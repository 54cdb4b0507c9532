package io.beltline.receiver.dockerstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InspectionTest {
  @Test
  void whatIsEmptyIsNoAttributeNorIsAVariableOfBlanks() {
    String answer =
        """
        {"Id":"a","Config":{"Labels":{"blank":" ","empty":"","other":"x"},
         "Env":["BLANK= ","EMPTY=","STAGE=test","NONE"]}}
        """;
    Container container =
        Inspection.read(
            Slice.utf8(answer),
            Map.of("blank", "label.blank", "empty", "label.empty"),
            Map.of("BLANK", "env.blank", "EMPTY", "env.empty", "STAGE", "env.stage"));
    assertThat(container.further())
        .containsExactlyInAnyOrderEntriesOf(Map.of("label.blank", " ", "env.stage", "test"));
  }

  @Test
  void aLabelWinsOverAVariableOfTheSameAttribute() {
    String answer = "{\"Id\":\"a\",\"Config\":{\"Labels\":{\"l\":\"1\"},\"Env\":[\"V=2\"]}}";
    assertThat(Inspection.read(Slice.utf8(answer), Map.of("l", "k"), Map.of("V", "k")).further())
        .isEqualTo(Map.of("k", "1"));
  }
}
