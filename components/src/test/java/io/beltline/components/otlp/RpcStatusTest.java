package io.beltline.components.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.beltline.api.Status.Code;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RpcStatusTest {

  @Test
  void theFormsAreThoseOfGoogleRpcStatus() {
    RpcStatus status = new RpcStatus(Code.INVALID_ARGUMENT, "bad");
    assertThat(HexFormat.of().formatHex(status.toProto().toByteArray()))
        .isEqualTo("08031203626164");
    assertThat(status.toJson().toUtf8()).isEqualTo("{\"code\":3,\"message\":\"bad\"}");
  }

  @Test
  void detailsAreSkippedAndOddCodesAreUnknown() {
    assertThat(
            RpcStatus.ofJson(
                Slice.utf8("{\"code\":99,\"message\":\"m\",\"details\":[{\"@type\":\"x\"}]}")))
        .isEqualTo(new RpcStatus(Code.UNKNOWN, "m"));
    assertThat(RpcStatus.ofProto(Slice.of(HexFormat.of().parseHex("0808" + "1a020a00"))))
        .isEqualTo(new RpcStatus(Code.RESOURCE_EXHAUSTED, ""));
  }

  @Property(tries = 200, seed = "20261123")
  void bothFormsAreReadBack(@ForAll Code code, @ForAll String text) {
    String message = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    RpcStatus status = new RpcStatus(code, message);
    assertThat(RpcStatus.ofProto(status.toProto())).isEqualTo(status);
    assertThat(RpcStatus.ofJson(status.toJson())).isEqualTo(status);
  }

  @Property(tries = 2000, seed = "20261123")
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 40) byte[] bytes) {
    assertThatCode(
            () -> {
              try {
                RpcStatus.ofProto(Slice.of(bytes));
              } catch (MalformedTelemetryException refused) {
                assertThat(refused).hasMessageMatching(".+");
              }
              try {
                RpcStatus.ofJson(Slice.of(bytes));
              } catch (MalformedTelemetryException refused) {
                assertThat(refused).hasMessageMatching("(?s).+");
              }
            })
        .doesNotThrowAnyException();
  }
}
