package io.beltline.components.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SenderStatusTest {
  /** The codes every sender retries. */
  private static final Set<Code> RETRIED =
      EnumSet.of(
          Code.CANCELLED,
          Code.DEADLINE_EXCEEDED,
          Code.ABORTED,
          Code.OUT_OF_RANGE,
          Code.UNAVAILABLE,
          Code.DATA_LOSS);

  @ParameterizedTest
  @CsvSource({
    // code, retryable without wait, retryable with wait, permanent
    "OK,                  UNAVAILABLE,       UNAVAILABLE,        INTERNAL",
    "CANCELLED,           CANCELLED,         CANCELLED,          INTERNAL",
    "UNKNOWN,             UNAVAILABLE,       UNAVAILABLE,        UNKNOWN",
    "INVALID_ARGUMENT,    UNAVAILABLE,       UNAVAILABLE,        INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED,   DEADLINE_EXCEEDED, DEADLINE_EXCEEDED,  INTERNAL",
    "NOT_FOUND,           UNAVAILABLE,       UNAVAILABLE,        NOT_FOUND",
    "ALREADY_EXISTS,      UNAVAILABLE,       UNAVAILABLE,        ALREADY_EXISTS",
    "PERMISSION_DENIED,   UNAVAILABLE,       UNAVAILABLE,        PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED,  UNAVAILABLE,       RESOURCE_EXHAUSTED, INVALID_ARGUMENT",
    "FAILED_PRECONDITION, UNAVAILABLE,       UNAVAILABLE,        FAILED_PRECONDITION",
    "ABORTED,             ABORTED,           ABORTED,            FAILED_PRECONDITION",
    "OUT_OF_RANGE,        OUT_OF_RANGE,      OUT_OF_RANGE,       INVALID_ARGUMENT",
    "UNIMPLEMENTED,       UNAVAILABLE,       UNAVAILABLE,        UNIMPLEMENTED",
    "INTERNAL,            UNAVAILABLE,       UNAVAILABLE,        INTERNAL",
    "UNAVAILABLE,         UNAVAILABLE,       UNAVAILABLE,        INTERNAL",
    "DATA_LOSS,           DATA_LOSS,         DATA_LOSS,          INTERNAL",
    "UNAUTHENTICATED,     UNAVAILABLE,       UNAVAILABLE,        UNAUTHENTICATED",
  })
  void codesOverGrpc(Code code, Code retryable, Code withWait, Code permanent) {
    assertThat(SenderStatus.retryableCode(code, false)).isEqualTo(retryable);
    assertThat(SenderStatus.retryableCode(code, true)).isEqualTo(withWait);
    assertThat(SenderStatus.permanentCode(code)).isEqualTo(permanent);
  }

  @ParameterizedTest
  @EnumSource
  void noPermanentRefusalIsRetriedAndNoRetryableOneIsGivenUp(Code code) {
    assertThat(SenderStatus.permanentCode(code))
        .isNotIn(RETRIED)
        .isNotIn(Code.OK, Code.RESOURCE_EXHAUSTED);
    assertThat(SenderStatus.retryableCode(code, false)).isIn(RETRIED);
  }

  @ParameterizedTest
  @CsvSource({
    // http, retryable, permanent
    "200, 503, 500",
    "302, 503, 500",
    "400, 503, 400",
    "401, 503, 401",
    "403, 503, 403",
    "404, 503, 404",
    "408, 503, 408",
    "409, 503, 409",
    "413, 503, 413",
    "415, 503, 415",
    "422, 503, 422",
    "429, 429, 400",
    "499, 503, 499",
    "500, 503, 500",
    "501, 503, 404",
    "502, 502, 500",
    "503, 503, 500",
    "504, 504, 500",
    "520, 503, 500",
  })
  void statusesOverHttp(int http, int retryable, int permanent) {
    assertThat(SenderStatus.retryableHttp(Status.ofHttp(http))).isEqualTo(retryable);
    assertThat(SenderStatus.permanentHttp(Status.ofHttp(http))).isEqualTo(permanent);
  }

  @ParameterizedTest
  @CsvSource({
    // code of a gRPC backend, retryable, permanent
    "CANCELLED,           503, 499",
    "UNKNOWN,             503, 500",
    "INVALID_ARGUMENT,    503, 400",
    "DEADLINE_EXCEEDED,   504, 500",
    "NOT_FOUND,           503, 404",
    "ALREADY_EXISTS,      503, 409",
    "PERMISSION_DENIED,   503, 403",
    "RESOURCE_EXHAUSTED,  429, 400",
    "FAILED_PRECONDITION, 503, 400",
    "ABORTED,             503, 409",
    "OUT_OF_RANGE,        503, 400",
    "UNIMPLEMENTED,       503, 404",
    "INTERNAL,            503, 500",
    "UNAVAILABLE,         503, 500",
    "DATA_LOSS,           503, 500",
    "UNAUTHENTICATED,     503, 401",
  })
  void codesOverHttp(Code code, int retryable, int permanent) {
    assertThat(SenderStatus.retryableHttp(Status.of(code))).isEqualTo(retryable);
    assertThat(SenderStatus.permanentHttp(Status.of(code))).isEqualTo(permanent);
  }

  @Test
  void everyHttpStatusKeepsItsKind() {
    IntStream.range(100, 600)
        .mapToObj(Status::ofHttp)
        .forEach(
            status -> {
              assertThat(SenderStatus.retryableHttp(status)).isIn(429, 502, 503, 504);
              assertThat(SenderStatus.permanentHttp(status))
                  .isNotIn(429, 502, 503, 504)
                  .isBetween(400, 500);
            });
  }
}
