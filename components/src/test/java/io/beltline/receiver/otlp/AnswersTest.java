package io.beltline.receiver.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.ExportResponse;
import io.beltline.components.otlp.RpcStatus;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.transport.Header;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswersTest {

  @Test
  void aFullSuccessOverGrpcIsAnEmptyMessage() {
    assertThat(OtlpGrpcHandler.reply(ConsumeResult.accepted()))
        .isEqualTo(GrpcReply.of(Slice.EMPTY));
  }

  @Test
  void aPartialSuccessOverGrpcNamesTheItems() {
    assertThat(OtlpGrpcHandler.reply(new ConsumeResult.Accepted(2, "too old")))
        .isEqualTo(GrpcReply.of(new ExportResponse(2, "too old").toProto()));
    assertThat(OtlpGrpcHandler.reply(new ConsumeResult.Accepted(0, "soon")))
        .isEqualTo(GrpcReply.of(new ExportResponse(0, "soon").toProto()));
  }

  @Test
  void aRefusalOverGrpcKeepsItsWordsAndItsWait() {
    Duration wait = Duration.ofMillis(1500);
    assertThat(
            OtlpGrpcHandler.reply(
                new ConsumeResult.Retryable(Status.of(Code.RESOURCE_EXHAUSTED), "slow", wait)))
        .isEqualTo(new GrpcReply.Failed(Code.RESOURCE_EXHAUSTED, "slow", wait));
    assertThat(OtlpGrpcHandler.reply(ConsumeResult.unavailable("full", null)))
        .isEqualTo(new GrpcReply.Failed(Code.UNAVAILABLE, "full", null));
    assertThat(
            OtlpGrpcHandler.reply(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "bad data")))
        .isEqualTo(new GrpcReply.Failed(Code.INVALID_ARGUMENT, "bad data", null));
  }

  @ParameterizedTest
  @EnumSource
  void aFullSuccessOverHttpIsEncodedOnce(Signal signal) {
    for (Encoding encoding : Encoding.values()) {
      HttpResponse first = OtlpHttpHandler.response(signal, encoding, ConsumeResult.accepted());
      assertThat(first)
          .isSameAs(OtlpHttpHandler.response(signal, encoding, ConsumeResult.accepted()));
      assertThat(first.status()).isEqualTo(200);
    }
  }

  @Test
  void aPartialSuccessOverHttpComesInTheFormOfTheRequest() {
    ConsumeResult partial = new ConsumeResult.Accepted(2, "too old");
    HttpResponse json = OtlpHttpHandler.response(Signal.LOGS, Encoding.JSON, partial);
    assertThat(json.headers()).containsExactly(new Header("content-type", "application/json"));
    assertThat(ExportResponse.ofJson(Signal.LOGS, json.body()))
        .isEqualTo(new ExportResponse(2, "too old"));
    HttpResponse proto = OtlpHttpHandler.response(Signal.LOGS, Encoding.PROTOBUF, partial);
    assertThat(proto.headers())
        .containsExactly(new Header("content-type", "application/x-protobuf"));
    assertThat(ExportResponse.ofProto(proto.body())).isEqualTo(new ExportResponse(2, "too old"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "999, 1", "1000, 1", "1001, 2", "60000, 60", "-1, 0", "-1500, 0"})
  void aWaitOverHttpIsInWholeSecondsRoundedUp(long millis, String seconds) {
    HttpResponse response =
        OtlpHttpHandler.response(
            Signal.TRACES,
            Encoding.JSON,
            ConsumeResult.unavailable("full", Duration.ofMillis(millis)));
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).contains(new Header("retry-after", seconds));
    assertThat(RpcStatus.ofJson(response.body()))
        .isEqualTo(new RpcStatus(Code.UNAVAILABLE, "full"));
  }

  @Test
  void withoutAWaitThereIsNoHeader() {
    HttpResponse response =
        OtlpHttpHandler.response(
            Signal.TRACES,
            Encoding.PROTOBUF,
            new ConsumeResult.Retryable(Status.ofHttp(429), "slow down", null));
    assertThat(response.status()).isEqualTo(429);
    assertThat(response.headers())
        .isEqualTo(List.of(new Header("content-type", "application/x-protobuf")));
  }

  @Test
  void aPermanentRefusalOverHttpCarriesAStatusMessage() {
    HttpResponse response =
        OtlpHttpHandler.response(
            Signal.TRACES,
            Encoding.PROTOBUF,
            new ConsumeResult.Permanent(Status.of(Code.PERMISSION_DENIED), "not yours"));
    assertThat(response.status()).isEqualTo(403);
    assertThat(RpcStatus.ofProto(response.body()))
        .isEqualTo(new RpcStatus(Code.PERMISSION_DENIED, "not yours"));
  }
}
