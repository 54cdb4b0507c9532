package io.beltline.receiver.skywalking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwIdsTest {

  @ParameterizedTest
  @CsvSource({
    "de5980b8-fce3-4a37-aab9-b4ac3af7eedd, de5980b8fce34a37aab9b4ac3af7eedd",
    "de5980b8fce34a37aab9b4ac3af7eedd, de5980b8fce34a37aab9b4ac3af7eedd",
    "de5980b8fce34a37aab9b4ac3af7eedd.1.16563474296430001, de5980b8fde34a371be41bcd5e2fd4dd",
  })
  void traces(String text, String id) {
    assertThat(HexFormat.of().formatHex(SwIds.trace(text))).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "4f2f27748b8e44ecaf18fe0347194e86.33.16560607369950066, 123, e9c455a82542306a",
    "4f2f27748b8e44ecaf18fe0347194e86, 123, 9b37d977cc970a6a",
    "4f2f2774-8b8e-44ec-af18-fe0347194e86, 123, 9b37d977cc970a6a",
  })
  void spans(String segment, int number, String id) {
    assertThat(HexFormat.of().formatHex(SwIds.span(segment, number))).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "de59",
    "order-7",
    "zz5980b8fce34a37aab9b4ac3af7eedd",
    "de5980b8fce34a37aab9b4ac3af7eedd.1",
    "de5980b8fce34a37aab9b4ac3af7eedd.1.",
    "de5980b8fce34a37aab9b4ac3af7eedd..1",
    "de5980b8fce34a37aab9b4ac3af7eedd-1-2",
    "de5980b8fce34a37aab9b4ac3af7eedd.1.99999999999999999999",
  })
  void otherFormsAreHashed(String text) {
    assertThat(SwIds.trace(text)).startsWith(SwIds.trace(text)).isNotEqualTo(new byte[16]);
    assertThat(SwIds.trace(text)).isNotEqualTo(SwIds.trace(text + "x"));
    assertThat(SwIds.span(text, 0)).hasSize(8).isNotEqualTo(SwIds.span(text, 1));
  }

  @Test
  void spansOfASegmentDiffer() {
    assertThat(SwIds.span("de5980b8-fce3-4a37-aab9-b4ac3af7eedd", 0))
        .isNotEqualTo(SwIds.span("de5980b8-fce3-4a37-aab9-b4ac3af7eedd", 1));
  }
}
