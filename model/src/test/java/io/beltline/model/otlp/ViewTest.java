package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ViewTest {
  @Property(tries = 150, seed = "20261123")
  void showsWhatProtobufParses(@ForAll Signal signal, @ForAll long seed) {
    Message message = new RandomOtlp(seed, true).request(signal);
    AnyMessage view = new AnyMessage(OtlpJson.request(signal));
    view.wrap(Slice.of(message.toByteArray()));
    Oracle.same(view, message);
  }

  @Property(tries = 150, seed = "20261123")
  void countsAsTheValidatorAndTheWalkDo(@ForAll Signal signal, @ForAll long seed) {
    Message message = new RandomOtlp(seed, true).request(signal);
    Telemetry telemetry = Telemetry.of(signal, Payload.of(message.toByteArray()));
    int count = OracleItems.of(signal, message).size();
    assertThat(telemetry.itemCount()).isEqualTo(count);
    assertThat(Validator.validate(signal, telemetry.payload().contiguous())).isEqualTo(count);
    assertThat(ItemWalk.sizes(telemetry))
        .containsExactly(
            OracleItems.of(signal, message).stream()
                .mapToInt(item -> item.item().getSerializedSize())
                .toArray());
  }

  @Test
  void typedGettersReachTheirFields() {
    Span span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
            .setName("work")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setFlags(257)
            .setStartTimeUnixNano(5)
            .addEvents(Span.Event.newBuilder().setName("e1"))
            .addEvents(Span.Event.newBuilder().setName("e2"))
            .addAttributes(KeyValue.newBuilder().setKey("k").build())
            .setStatus(Status.newBuilder().setMessage("bad").setCodeValue(2))
            .build();
    SpanView view = new SpanView();
    view.wrap(Slice.of(span.toByteArray()));
    assertThat(view.name()).isEqualTo("work");
    assertThat(view.nameUtf8().contentEquals("work")).isTrue();
    assertThat(view.traceId().hex()).isEqualTo("0102030405060708");
    assertThat(view.traceId().longAt(0)).isEqualTo(0x0102030405060708L);
    assertThat(view.kind()).isEqualTo(SpanKind.SERVER);
    assertThat(view.flags()).isEqualTo(257);
    assertThat(view.startTimeUnixNano()).isEqualTo(5);
    assertThat(view.hasStatus()).isTrue();
    assertThat(view.status().code()).isEqualTo(StatusCode.ERROR);
    assertThat(view.status().message()).isEqualTo("bad");
    assertThat(view.attributes().contains("k")).isTrue();
    assertThat(view.attributes().contains("j")).isFalse();
    List<String> events = new ArrayList<>();
    for (var e = view.events(); e.next(); ) {
      events.add(e.item().name());
    }
    assertThat(events).containsExactly("e1", "e2");
    view.wrap(Slice.EMPTY);
    assertThat(view.name()).isEmpty();
    assertThat(view.status().code()).isZero();
  }

  @Test
  void mergesAMessageThatOccursTwice() {
    byte[] one = resource("a").toByteArray();
    byte[] two = resource("b").toByteArray();
    byte[] both = new byte[one.length + two.length];
    System.arraycopy(one, 0, both, 0, one.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    ResourceSpansView view = new ResourceSpansView();
    view.wrap(Slice.of(both));
    assertThat(view.resource().attributes().count()).isEqualTo(2);
    assertThat(view.resource().attributes().contains("a")).isTrue();
  }

  private static ResourceSpans resource(String key) {
    KeyValue attribute = KeyValue.newBuilder().setKey(key).build();
    return ResourceSpans.newBuilder()
        .setResource(Resource.newBuilder().addAttributes(attribute))
        .build();
  }
}
