package io.beltline.processor.resourcedetection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

/** What reads texts of others: any text gives a value or a reason, and nothing else. */
class ParsersTest {

  @Property(seed = "20261128")
  void anyTextIsJsonOrTold(@ForAll String text) {
    try {
      assertThat(JsonValue.read("x", text)).isNotNull();
    } catch (DetectionException wrong) {
      assertThat(wrong.words()).startsWith("x gave no");
    }
  }

  @Test
  void jsonIsReadWhateverTheCaseOfKeys() throws DetectionException {
    JsonValue json =
        JsonValue.read("x", "{\"vmId\":{\"a\":[1,true,null,{\"b\":\"c\"}]},\"n\":1.5}");
    assertThat(json.at("VMID", "A").items()).hasSize(4);
    assertThat(json.at("vmid", "a").items().get(3).text("b")).isEqualTo("c");
    assertThat(json.text("n")).isEqualTo("1.5");
    assertThat(json.text("none", "such")).isEmpty();
    assertThatThrownBy(() -> JsonValue.read("x", "{\"a\":".repeat(5_000)))
        .isInstanceOf(DetectionException.class);
  }

  @Property(seed = "20261128")
  void filesOfAnyTextAreRead(@ForAll String text) {
    assertThat(CpuInfo.parse(text).fields()).isNotNull();
    assertThat(OperatingSystem.release(text)).isNotNull();
    assertThat(String.valueOf(HostsFile.fullName(text, "x"))).isNotEmpty();
    assertThat(AksDetector.cluster(text)).isNotNull();
  }

  @Property(seed = "20261128")
  void assignmentsAreRead(
      @ForAll @AlphaChars @NotEmpty String key, @ForAll @AlphaChars String value) {
    for (String quote : new String[] {"", "\"", "'"}) {
      assertThat(OperatingSystem.release(key + "=" + quote + value + quote + "\n"))
          .isEqualTo(Map.of(key, value));
    }
  }
}
