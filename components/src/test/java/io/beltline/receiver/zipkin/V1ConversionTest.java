package io.beltline.receiver.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zipkin2.Span;
import zipkin2.codec.SpanBytesDecoder;

/** Spans as clients of version 1 wrote them, against Zipkin's own reading of them. */
class V1ConversionTest {
  private static final String IDS = "'traceId':'48485a3953bb6124','id':'a','name':'get'";
  private static final String WEB = "'endpoint':{'serviceName':'web','ipv4':'10.0.0.1','port':80}";
  private static final String DB = "'endpoint':{'serviceName':'db','ipv4':'10.0.0.2','port':5432}";

  @Test
  void bothSidesInOneSpanArePartedWithTheirTimesAndTags() {
    List<ZipkinSpan> sides =
        same(
            IDS
                + ",'timestamp':10,'duration':9,'annotations':[{'timestamp':10,'value':'cs',%s},"
                + "{'timestamp':12,'value':'sr',%s},{'timestamp':13,'value':'work',%s},"
                + "{'timestamp':15,'value':'ss',%s},{'timestamp':19,'value':'cr',%s}],"
                + "'binaryAnnotations':[{'key':'who','value':'client',%s},"
                + "{'key':'rows','value':'3',%s}]",
            WEB,
            DB,
            DB,
            DB,
            WEB,
            WEB,
            DB);
    assertThat(sides).hasSize(2);
    assertThat(sides.get(0).tags).containsOnlyKeys("who");
    assertThat(sides.get(1).tags).containsOnlyKeys("rows");
    assertThat(sides.get(1).shared).isTrue();
  }

  @Test
  void theServersHalfAloneIsSharedIfItHasNoTime() {
    List<ZipkinSpan> sides =
        same(
            IDS
                + ",'annotations':[{'timestamp':12,'value':'sr',%s},{'timestamp':15,'value':'ss',%s}],"
                + "'binaryAnnotations':[{'key':'ca','value':true,%s}]",
            DB,
            DB,
            WEB);
    assertThat(sides).singleElement().satisfies(side -> assertThat(side.shared).isTrue());
  }

  @Test
  void addressesAreTheOtherSide() {
    same(
        IDS
            + ",'timestamp':10,'duration':9,'annotations':[{'timestamp':10,'value':'cs',%s},"
            + "{'timestamp':19,'value':'cr',%s}],'binaryAnnotations':[{'key':'sa','value':true,%s}]",
        WEB,
        WEB,
        DB);
    same(IDS + ",'timestamp':10,'binaryAnnotations':[{'key':'ca','value':true,%s}]", WEB);
    same(IDS + ",'timestamp':10,'binaryAnnotations':[{'key':'sa','value':true,%s}]", DB);
    same(
        IDS
            + ",'timestamp':10,'binaryAnnotations':[{'key':'ca','value':true,%s},"
            + "{'key':'sa','value':true,%s}]",
        WEB,
        DB);
  }

  @Test
  void messagesHaveTheirKinds() {
    same(
        IDS
            + ",'timestamp':10,'annotations':[{'timestamp':10,'value':'ms',%s}],"
            + "'binaryAnnotations':[{'key':'ma','value':true,%s}]",
        WEB,
        DB);
    same(
        IDS
            + ",'timestamp':10,'annotations':[{'timestamp':10,'value':'mr',%s}],"
            + "'binaryAnnotations':[{'key':'ma','value':true,%s}]",
        WEB,
        DB);
  }

  @Test
  void aLocalSpanHasThePlaceOfItsMarker() {
    List<ZipkinSpan> spans =
        same(
            IDS + ",'timestamp':10,'duration':2,'binaryAnnotations':[{'key':'lc','value':'',%s}]",
            WEB);
    assertThat(spans.getFirst().tags).isEmpty();
    assertThat(spans.getFirst().local).isEqualTo(new Endpoint("web", "10.0.0.1", "", 80));
  }

  @Test
  void theComponentOfALocalSpanIsATag() {
    List<ZipkinSpan> spans =
        read(json(IDS + ",'binaryAnnotations':[{'key':'lc','value':'jdbc',%s}]", WEB));
    assertThat(spans.getFirst().tags).containsEntry("component", Tag.of("jdbc"));
  }

  @Test
  void aPortThatThriftMadeNegativeIsMended() {
    List<ZipkinSpan> spans =
        read(
            json(
                IDS + ",'annotations':[{'timestamp':1,'value':'cs',%s}]",
                "'endpoint':{'port':-15536}"));
    assertThat(spans.getFirst().local.port()).isEqualTo(50000);
  }

  @Test
  void valuesKeepTheirTypes() {
    List<ZipkinSpan> spans =
        read(
            json(
                IDS
                    + ",'binaryAnnotations':[{'key':'n','value':7},{'key':'f','value':1.5},"
                    + "{'key':'b','value':false}]"));
    assertThat(spans.getFirst().tags)
        .containsEntry("n", Tag.of(7L))
        .containsEntry("f", Tag.of(1.5))
        .containsEntry("b", Tag.of(false));
  }

  /** Reads a span, and sees that Zipkin's decoder understands the same. */
  private static List<ZipkinSpan> same(String span, String... endpoints) {
    String json = json(span, endpoints);
    List<ZipkinSpan> ours = read(json);
    List<Span> theirs = SpanBytesDecoder.JSON_V1.decodeList(Slice.utf8(json).toByteArray());
    assertThat(ours.stream().map(V1ConversionTest::theirs).toList()).isEqualTo(theirs);
    return ours;
  }

  private static String json(String span, String... endpoints) {
    return "[{" + span.formatted((Object[]) endpoints).replace('\'', '"') + "}]";
  }

  private static List<ZipkinSpan> read(String json) {
    List<ZipkinSpan> spans = new ArrayList<>();
    JsonSpansV1.read(Slice.utf8(json.replace('\'', '"')), Room.unlimited(), spans::add);
    return spans;
  }

  private static Span theirs(ZipkinSpan span) {
    Span.Builder out =
        Span.newBuilder()
            .traceId(span.traceIdHigh, span.traceIdLow)
            .id(span.id)
            .name(span.name)
            .timestamp(span.timestamp)
            .duration(span.duration)
            .kind(kind(span.kind))
            .localEndpoint(theirs(span.local))
            .remoteEndpoint(theirs(span.remote));
    if (span.shared) {
      out.shared(true);
    }
    span.annotations.forEach(one -> out.addAnnotation(one.timestamp(), one.value()));
    span.tags.forEach((key, tag) -> out.putTag(key, tag.text()));
    return out.build();
  }

  private static Span.Kind kind(int kind) {
    return switch (kind) {
      case 2 -> Span.Kind.SERVER;
      case 3 -> Span.Kind.CLIENT;
      case 4 -> Span.Kind.PRODUCER;
      case 5 -> Span.Kind.CONSUMER;
      default -> null;
    };
  }

  private static zipkin2.Endpoint theirs(Endpoint endpoint) {
    return zipkin2.Endpoint.newBuilder()
        .serviceName(endpoint.serviceName())
        .ip(endpoint.ipv4())
        .port(endpoint.port())
        .build();
  }
}
