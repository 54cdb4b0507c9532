package io.beltline.receiver.opencensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
  private static final String[] ALL = {
    "cloud.availability_zone=z1",
    "team=blue",
    "host.name=host-1",
    "service.name=shop",
    "process.pid=4000000000",
    "opencensus.starttime=2023-11-14T22:13:20.12Z",
    "telemetry.sdk.language=python",
    "opencensus.exporterversion=0.0.1",
    "telemetry.sdk.version=0.11.4",
    "opencensus.resourcetype=container",
  };

  private final TraceMessages stream = new TraceMessages();

  private List<ResourceSpans> read(Slice message) throws Exception {
    return Proto.spans(stream.read(message, Room.unlimited()));
  }

  private List<String> resource(Slice message) throws Exception {
    return Proto.texts(read(message).getFirst().getResource().getAttributesList());
  }

  private static Slice span() {
    return OcMessages.bare(OcSpans::span);
  }

  @Test
  void nodeAndResourceAreOneResource() throws Exception {
    assertThat(resource(OcMessages.message(OcSpans::span))).containsExactlyInAnyOrder(ALL);
  }

  @Test
  void bothHoldForLaterMessages() throws Exception {
    stream.read(OcMessages.message(out -> {}), Room.unlimited());
    assertThat(resource(span())).containsExactlyInAnyOrder(ALL);
    assertThat(resource(span())).containsExactlyInAnyOrder(ALL);
    Slice another =
        OcMessages.bare(
            out -> {
              OcMessages.nested(
                  out, 1, node -> OcMessages.nested(node, 3, name -> name.string(1, "cart")));
              OcSpans.span(out);
            });
    assertThat(resource(another))
        .containsExactlyInAnyOrder(
            "cloud.availability_zone=z1",
            "team=red",
            "service.name=cart",
            "opencensus.resourcetype=container");
    Slice emptied =
        OcMessages.bare(
            out -> {
              OcMessages.nested(out, 3, resource -> {});
              OcSpans.span(out);
            });
    assertThat(resource(emptied)).containsExactly("service.name=cart");
    assertThat(resource(span())).containsExactly("service.name=cart");
  }

  @Test
  void aSpanMayHaveAResourceOfItsOwn() throws Exception {
    Slice message =
        OcMessages.message(
            out -> {
              OcMessages.nested(
                  out,
                  2,
                  span -> OcMessages.nested(span, 16, own -> OcMessages.pair(own, 2, "pod", "p1")));
              OcSpans.span(out);
            });
    List<ResourceSpans> all = read(message);
    assertThat(all).hasSize(2);
    assertThat(Proto.texts(all.getFirst().getResource().getAttributesList()))
        .contains("pod=p1", "team=blue", "service.name=shop")
        .doesNotContain("opencensus.resourcetype=container");
    assertThat(Proto.texts(all.getLast().getResource().getAttributesList()))
        .containsExactlyInAnyOrder(ALL);
  }

  @Test
  void nothingIsTakenBeforeANode() throws Exception {
    assertThatThrownBy(() -> stream.read(span(), Room.unlimited()))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageContaining("must have a node");
    assertThat(resource(OcMessages.message(OcSpans::span))).contains("service.name=shop");
  }

  @Test
  void anEmptyNodeIsOne() throws Exception {
    Slice message =
        OcMessages.bare(
            out -> {
              OcMessages.nested(out, 1, node -> {});
              OcSpans.span(out);
            });
    assertThat(resource(message)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatIsKeptForAStreamHasALimit(int field) {
    Slice message = OcMessages.bare(out -> out.bytes(field, new byte[Sender.LONGEST + 1]));
    assertThatThrownBy(() -> stream.read(message, Room.unlimited()))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageContaining("65537 bytes (expected: at most 65536)");
  }

  @ParameterizedTest
  @CsvSource({
    "1, cpp",
    "2, dotnet",
    "3, erlang",
    "4, go",
    "5, java",
    "6, nodejs",
    "7, php",
    "8, python",
    "9, ruby",
    "10, webjs",
    "0, ''",
    "11, ''",
  })
  void languages(int number, String name) throws Exception {
    Slice message =
        OcMessages.bare(
            out -> {
              OcMessages.nested(
                  out, 1, node -> OcMessages.nested(node, 2, library -> library.varint(1, number)));
              OcSpans.span(out);
            });
    assertThat(resource(message))
        .isEqualTo(name.isEmpty() ? List.of() : List.of("telemetry.sdk.language=" + name));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1970-01-01T00:00:00Z",
    "1700000000, 1, 2023-11-14T22:13:20.000000001Z",
    "1700000000, 500000000, 2023-11-14T22:13:20.5Z",
    "-62135596800, 0, 0001-01-01T00:00:00Z",
    "253402300799, 999999999, 9999-12-31T23:59:59.999999999Z",
  })
  void startTimes(long seconds, int nanos, String text) {
    assertThat(new OcTime(seconds, nanos).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -62135596801L, 253402300800L, Long.MAX_VALUE})
  void startTimesOutOfRangeAreRefused(long seconds) {
    assertThatThrownBy(() -> new OcTime(seconds, 0).text())
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageContaining("out of range");
  }
}
