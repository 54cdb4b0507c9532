package io.beltline.model.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Property(tries = 200, seed = "20261123")
  void writesWhatItReadsBack(@ForAll Signal signal, @ForAll long seed)
      throws InvalidProtocolBufferException {
    Message message = new RandomOtlp(seed, false).request(signal);
    MessageType type = OtlpJson.request(signal);
    byte[] json = OtlpJson.write(type, Slice.of(message.toByteArray()));
    Slice back = OtlpJson.read(type, Slice.of(json));
    Message parsed = RandomOtlp.builder(signal).mergeFrom(back.toByteArray()).build();
    assertThat(parsed).isEqualTo(message);
  }

  @Test
  void followsTheSpecification() throws InvalidProtocolBufferException {
    String json =
        """
        {"traceId":"5B8EFFF798038103D269B633813FC60C","span_id":"eee19b7ec3c1b174","kind":2,
         "name":"I'm a server span","startTimeUnixNano":"1544712660000000000",
         "endTimeUnixNano":1544712661000000000,"droppedLinksCount":null,"new":{"a":[1,{"b":2}]},
         "attributes":[{"key":"k","value":{"arrayValue":{"values":[{"intValue":"-5"},
         {"bytesValue":"AQL/"},{"doubleValue":"NaN"},{"boolValue":false},{"stringValue":""}]}}}],
         "status":{"code":"STATUS_CODE_ERROR"}}\
        """;
    Span span = Span.parseFrom(OtlpJson.read(OtlpTypes.SPAN, Slice.utf8(json)).toByteArray());
    assertThat(span.getTraceId().size()).isEqualTo(16);
    assertThat(span.getSpanId().byteAt(0)).isEqualTo((byte) 0xee);
    assertThat(span.getKindValue()).isEqualTo(2);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1544712660000000000L);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(1544712661000000000L);
    assertThat(span.getStatus().getCodeValue()).isEqualTo(2);
    String again = new String(OtlpJson.write(OtlpTypes.SPAN, Slice.of(span.toByteArray())), UTF_8);
    assertThat(again)
        .isEqualTo(
            """
            {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174",\
            "name":"I'm a server span","kind":2,"startTimeUnixNano":"1544712660000000000",\
            "endTimeUnixNano":"1544712661000000000",\
            "attributes":[{"key":"k","value":{"arrayValue":{"values":[{"intValue":"-5"},\
            {"bytesValue":"AQL/"},{"doubleValue":"NaN"},{"boolValue":false},{"stringValue":""}]}}}],\
            "status":{"code":2}}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"asInt\":\"7\"} | 7",
        "{\"asInt\":7} | 7",
        "{\"asInt\":7.0} | 7",
        "{\"asInt\":7e2} | 700",
        "{\"asInt\":\"-9223372036854775808\"} | -9223372036854775808",
      })
  void readsIntegersInManyForms(String json, long expected) throws InvalidProtocolBufferException {
    Slice read = OtlpJson.read(OtlpTypes.NUMBER_DATA_POINT, Slice.utf8(json));
    assertThat(NumberDataPoint.parseFrom(read.toByteArray()).getAsInt()).isEqualTo(expected);
  }

  @Test
  void readsUnsignedIntegers() throws InvalidProtocolBufferException {
    Slice read =
        OtlpJson.read(
            OtlpTypes.NUMBER_DATA_POINT,
            Slice.utf8("{\"timeUnixNano\":\"18446744073709551615\",\"flags\":4294967295}"));
    NumberDataPoint point = NumberDataPoint.parseFrom(read.toByteArray());
    assertThat(point.getTimeUnixNano()).isEqualTo(-1);
    assertThat(point.getFlags()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{} {}",
        "{\"name\":5}",
        "{\"name\":{}}",
        "{\"traceId\":\"xy\"}",
        "{\"traceId\":\"abc\"}",
        "{\"kind\":\"SPAN_KIND_NONE\"}",
        "{\"kind\":1.5}",
        "{\"startTimeUnixNano\":-1}",
        "{\"startTimeUnixNano\":\"1e999999999\"}",
        "{\"startTimeUnixNano\":\"18446744073709551616\"}",
        "{\"attributes\":{}}",
        "{\"attributes\":[5]}",
        "{\"attributes\":[null]}",
        "{\"status\":[]}",
        "{\"flags\":4294967296}",
        "{\"name\":\"a\nb\"}",
        "nonsense",
      })
  void saysWhereJsonIsWrong(String json) {
    assertThatThrownBy(() -> OtlpJson.read(OtlpTypes.SPAN, Slice.utf8(json)))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageContaining("line 1")
        .hasMessageNotContaining("Source:");
  }

  @Test
  void saysThatJsonEndsTooEarly() {
    assertThatThrownBy(() -> OtlpJson.read(OtlpTypes.SPAN, Slice.utf8("{\"events\":[{")))
        .hasMessage("the text ends before the message does at line 1, column 13");
  }

  @Test
  void limitsTheDepthOfValues() {
    assertThat(nested(60).length()).isPositive();
    assertThatThrownBy(() -> nested(65)).isInstanceOf(MalformedTelemetryException.class);
    assertThatThrownBy(() -> nested(5000)).isInstanceOf(MalformedTelemetryException.class);
  }

  private static Slice nested(int levels) {
    String json = "{\"arrayValue\":{\"values\":[".repeat(levels) + "{}" + "]}}".repeat(levels);
    return OtlpJson.read(OtlpTypes.ANY_VALUE, Slice.utf8(json));
  }
}
