package io.beltline.components.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Delivered;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.model.Slice;
import io.beltline.transport.grpc.GrpcResult;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpGrpcResponsesTest {

  @ParameterizedTest
  @CsvSource({
    "CANCELLED,           RETRY",
    "UNKNOWN,             DEAD_LETTER",
    "INVALID_ARGUMENT,    DEAD_LETTER",
    "DEADLINE_EXCEEDED,   RETRY",
    "NOT_FOUND,           HOLD",
    "ALREADY_EXISTS,      DEAD_LETTER",
    "PERMISSION_DENIED,   HOLD",
    "RESOURCE_EXHAUSTED,  RETRY",
    "FAILED_PRECONDITION, DEAD_LETTER",
    "ABORTED,             RETRY",
    "OUT_OF_RANGE,        RETRY",
    "UNIMPLEMENTED,       HOLD",
    "INTERNAL,            DEAD_LETTER",
    "UNAVAILABLE,         RETRY",
    "DATA_LOSS,           RETRY",
    "UNAUTHENTICATED,     HOLD",
  })
  void eachCodeHasItsAction(Code code, Action action) {
    Refusal refusal = ((Refused) of(failed(code, "words", null))).refusal();
    assertThat(refusal.action()).isEqualTo(action);
    assertThat(refusal.status()).isEqualTo(Status.of(code));
    assertThat(refusal.message()).isEqualTo("words");
    assertThat(refusal.rule()).isEqualTo(code.name());
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE_EXHAUSTED, grpc: received message larger than max (5 vs. 4), RETRY_SMALLER",
    "RESOURCE_EXHAUSTED, gRPC message exceeds maximum size 4: 5, RETRY_SMALLER",
    "OUT_OF_RANGE, 'Error, decoded message length too large: found 5 bytes', RETRY_SMALLER",
    "RESOURCE_EXHAUSTED, TRACE_TOO_LARGE: max size of trace exceeded, DEAD_LETTER",
    "FAILED_PRECONDITION, TRACE_TOO_LARGE: max size of trace exceeded, DEAD_LETTER",
    "RESOURCE_EXHAUSTED, RATE_LIMITED: ingestion rate limit exceeded, RETRY",
    "UNAVAILABLE, received message larger than max, RETRY",
    "INVALID_ARGUMENT, received message larger than max, RETRY_SMALLER",
  })
  void wordsTellWhetherTheSizeIsTheMatter(Code code, String words, Action action) {
    assertThat(((Refused) of(failed(code, words, null))).refusal().action()).isEqualTo(action);
  }

  @Test
  void aMessageThatIsTooLargeIsTheDataAtFault() {
    ExportResult result = of(failed(Code.RESOURCE_EXHAUSTED, "message larger than max", null));
    assertThat(result)
        .isEqualTo(
            new Refused(
                new Refusal(
                    Action.RETRY_SMALLER,
                    new Status(Code.INVALID_ARGUMENT, 413),
                    "message larger than max",
                    null,
                    true,
                    "too_large")));
  }

  @Test
  void theWaitTheBackendAsksForIsKept() {
    Duration wait = Duration.ofSeconds(2);
    assertThat(of(failed(Code.RESOURCE_EXHAUSTED, "slow", wait)))
        .isEqualTo(retry(Status.of(Code.RESOURCE_EXHAUSTED), wait, "RESOURCE_EXHAUSTED"));
    assertThat(of(failed(Code.UNAVAILABLE, "slow", wait)))
        .isEqualTo(retry(Status.UNAVAILABLE, wait, "UNAVAILABLE"));
  }

  @Test
  void successIsReadForWhatWasRejected() {
    assertThat(of(ok(Slice.EMPTY))).isEqualTo(ExportResult.delivered());
    assertThat(of(ok(Slice.of(new byte[] {0x0a, 0})))).isEqualTo(ExportResult.delivered());
    assertThat(of(ok(new ExportResponse(5, "old").toProto()))).isEqualTo(new Delivered(5, "old"));
    assertThat(of(ok(new ExportResponse(0, "soon").toProto()))).isEqualTo(new Delivered(0, "soon"));
  }

  @Property(tries = 500, seed = "20261123")
  void successStaysSuccessWhateverTheBytes(@ForAll @Size(max = 30) byte[] bytes) {
    assertThat(of(ok(Slice.of(bytes)))).isInstanceOf(Delivered.class);
  }

  private static ExportResult of(GrpcResult result) {
    return new OtlpGrpcResponses(OtlpGrpcResponses.TABLE).of(result);
  }

  private static ExportResult retry(Status status, Duration wait, String rule) {
    return new Refused(new Refusal(Action.RETRY, status, "slow", wait, false, rule));
  }

  private static GrpcResult failed(Code code, String words, Duration wait) {
    return new GrpcResult.Failed(code, words, wait, Metadata.EMPTY);
  }

  private static GrpcResult ok(Slice message) {
    return new GrpcResult.Ok(message, () -> Metadata.EMPTY);
  }
}
