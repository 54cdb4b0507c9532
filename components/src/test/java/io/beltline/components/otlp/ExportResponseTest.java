package io.beltline.components.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExportResponseTest {

  @Test
  void aFullSuccessIsAnEmptyMessage() {
    assertThat(ExportResponse.FULL.toProto().length()).isZero();
    assertThat(ExportResponse.FULL.toJson(Signal.LOGS).toUtf8()).isEqualTo("{}");
    assertThat(ExportResponse.ofProto(Slice.EMPTY)).isEqualTo(ExportResponse.FULL);
    assertThat(ExportResponse.ofJson(Signal.LOGS, Slice.EMPTY)).isEqualTo(ExportResponse.FULL);
  }

  @Test
  void theBinaryFormIsThatOfTheSpecification() {
    // partial_success = 1 { rejected = 1: 300, error_message = 2: "no" }
    assertThat(HexFormat.of().formatHex(new ExportResponse(300, "no").toProto().toByteArray()))
        .isEqualTo("0a0708ac0212026e6f");
  }

  @Test
  void theJsonFormNamesTheItemsOfTheSignal() {
    ExportResponse response = new ExportResponse(3, "too \"old\"");
    assertThat(response.toJson(Signal.TRACES).toUtf8())
        .isEqualTo(
            "{\"partialSuccess\":{\"rejectedSpans\":\"3\",\"errorMessage\":\"too \\\"old\\\"\"}}");
    assertThat(response.toJson(Signal.METRICS).toUtf8()).contains("rejectedDataPoints");
    assertThat(response.toJson(Signal.LOGS).toUtf8()).contains("rejectedLogRecords");
    assertThat(response.toJson(Signal.PROFILES).toUtf8()).contains("rejectedProfiles");
  }

  @Test
  void jsonMayWriteNumbersAsNumbersAndHoldUnknownFields() {
    String json =
        "{\"x\":[{}],\"partialSuccess\":{\"y\":{\"z\":1},\"rejectedSpans\":7,\"errorMessage\":null}}";
    assertThat(ExportResponse.ofJson(Signal.TRACES, Slice.utf8(json)))
        .isEqualTo(new ExportResponse(7, ""));
    assertThat(ExportResponse.ofJson(Signal.TRACES, Slice.utf8("{\"partialSuccess\":{}}")))
        .isEqualTo(ExportResponse.FULL);
    assertThat(ExportResponse.ofJson(Signal.TRACES, Slice.utf8("{\"partialSuccess\":null}")))
        .isEqualTo(ExportResponse.FULL);
  }

  @Test
  void anEmptyPartialSuccessIsAFullOne() {
    assertThat(ExportResponse.ofProto(Slice.of(new byte[] {0x0a, 0x00})))
        .isEqualTo(ExportResponse.FULL);
  }

  @Test
  void whatIsNoResponseIsRefused() {
    assertThatThrownBy(() -> ExportResponse.ofProto(Slice.of(new byte[] {0x0a, 0x05, 1})))
        .isInstanceOf(MalformedTelemetryException.class);
    assertThatThrownBy(() -> ExportResponse.ofJson(Signal.LOGS, Slice.utf8("<html>")))
        .isInstanceOf(MalformedTelemetryException.class);
    assertThatThrownBy(
            () ->
                ExportResponse.ofJson(
                    Signal.LOGS,
                    Slice.utf8("{\"partialSuccess\":{\"rejectedLogRecords\":\"many\"}}")))
        .isInstanceOf(MalformedTelemetryException.class);
  }

  @Property(tries = 200, seed = "20261123")
  void bothFormsAreReadBack(
      @ForAll @LongRange(min = 0) long rejected, @ForAll String text, @ForAll Signal signal) {
    String message =
        new String(
            text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.UTF_8);
    ExportResponse response = new ExportResponse(rejected, message);
    assertThat(ExportResponse.ofProto(response.toProto())).isEqualTo(response);
    assertThat(ExportResponse.ofJson(signal, response.toJson(signal))).isEqualTo(response);
  }

  @Property(tries = 2000, seed = "20261123")
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 40) byte[] bytes, @ForAll Signal signal) {
    assertThatCode(
            () -> {
              try {
                ExportResponse.ofProto(Slice.of(bytes));
              } catch (MalformedTelemetryException refused) {
                assertThat(refused).hasMessageMatching(".+");
              }
              try {
                ExportResponse.ofJson(signal, Slice.of(bytes));
              } catch (MalformedTelemetryException refused) {
                assertThat(refused).hasMessageMatching("(?s).+");
              }
            })
        .doesNotThrowAnyException();
  }
}
