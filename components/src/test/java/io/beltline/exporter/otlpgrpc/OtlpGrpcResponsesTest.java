package io.beltline.exporter.otlpgrpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Delivered;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.ExportResponse;
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
    "NOT_FOUND,           DEAD_LETTER",
    "ALREADY_EXISTS,      DEAD_LETTER",
    "PERMISSION_DENIED,   DEAD_LETTER",
    "RESOURCE_EXHAUSTED,  RETRY",
    "FAILED_PRECONDITION, DEAD_LETTER",
    "ABORTED,             RETRY",
    "OUT_OF_RANGE,        RETRY",
    "UNIMPLEMENTED,       DEAD_LETTER",
    "INTERNAL,            DEAD_LETTER",
    "UNAVAILABLE,         RETRY",
    "DATA_LOSS,           RETRY",
    "UNAUTHENTICATED,     DEAD_LETTER",
  })
  void eachCodeHasItsAction(Code code, Action action) {
    assertThat(OtlpGrpcResponses.of(failed(code, "words", null)))
        .isEqualTo(new Refused(new Refusal(action, Status.of(code), "words", null)));
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
    "INVALID_ARGUMENT, received message larger than max, DEAD_LETTER",
  })
  void wordsTellWhetherTheSizeIsTheMatter(Code code, String words, Action action) {
    assertThat(OtlpGrpcResponses.action(code, words)).isEqualTo(action);
  }

  @Test
  void aMessageThatIsTooLargeIsTheDataAtFault() {
    ExportResult result =
        OtlpGrpcResponses.of(failed(Code.RESOURCE_EXHAUSTED, "message larger than max", null));
    assertThat(result)
        .isEqualTo(
            ExportResult.refused(
                Action.RETRY_SMALLER,
                new Status(Code.INVALID_ARGUMENT, 413),
                "message larger than max"));
  }

  @Test
  void theWaitTheBackendAsksForIsKept() {
    Duration wait = Duration.ofSeconds(2);
    assertThat(OtlpGrpcResponses.of(failed(Code.RESOURCE_EXHAUSTED, "slow", wait)))
        .isEqualTo(ExportResult.retry(Status.of(Code.RESOURCE_EXHAUSTED), "slow", wait));
    assertThat(OtlpGrpcResponses.of(failed(Code.UNAVAILABLE, "slow", wait)))
        .isEqualTo(ExportResult.retry(Status.UNAVAILABLE, "slow", wait));
  }

  @Test
  void successIsReadForWhatWasRejected() {
    assertThat(OtlpGrpcResponses.of(ok(Slice.EMPTY))).isEqualTo(ExportResult.delivered());
    assertThat(OtlpGrpcResponses.of(ok(Slice.of(new byte[] {0x0a, 0}))))
        .isEqualTo(ExportResult.delivered());
    assertThat(OtlpGrpcResponses.of(ok(new ExportResponse(5, "old").toProto())))
        .isEqualTo(new Delivered(5, "old"));
    assertThat(OtlpGrpcResponses.of(ok(new ExportResponse(0, "soon").toProto())))
        .isEqualTo(new Delivered(0, "soon"));
  }

  @Property(tries = 500, seed = "20261123")
  void successStaysSuccessWhateverTheBytes(@ForAll @Size(max = 30) byte[] bytes) {
    assertThat(OtlpGrpcResponses.of(ok(Slice.of(bytes)))).isInstanceOf(Delivered.class);
  }

  private static GrpcResult failed(Code code, String words, Duration wait) {
    return new GrpcResult.Failed(code, words, wait, Metadata.EMPTY);
  }

  private static GrpcResult ok(Slice message) {
    return new GrpcResult.Ok(message, Metadata.EMPTY);
  }
}
