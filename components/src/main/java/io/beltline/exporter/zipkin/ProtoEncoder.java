package io.beltline.exporter.zipkin;

import io.beltline.exporter.zipkin.ZipkinSpan.Annotation;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.WireWriter;
import java.net.Inet4Address;
import org.jspecify.annotations.Nullable;

/**
 * A ListOfSpans in protobuf, as {@code POST /api/v2/spans} takes it.
 *
 * @see <a href="https://github.com/openzipkin/zipkin-api/blob/master/zipkin.proto">the fields</a>
 */
final class ProtoEncoder implements SpanEncoder {
  private final WireWriter out = new WireWriter(4096);

  @Override
  public void span(ZipkinSpan span) {
    int mark = out.begin(1);
    bytes(1, span.traceId, span.traceIdFrom());
    if (!span.parentId.isZero()) {
      bytes(2, span.parentId, 0);
    }
    bytes(3, span.id, 0);
    number(4, Kinds.number(span.kind));
    text(5, span.name);
    if (span.timestamp != 0) {
      out.fixed64(6, span.timestamp);
    }
    number(7, span.duration);
    endpoint(8, span.local);
    endpoint(9, span.remote);
    for (Annotation annotation : span.annotations) {
      int inner = out.begin(10);
      out.fixed64(1, annotation.timestamp());
      text(2, annotation.value());
      out.end(inner);
    }
    span.tags.forEach(this::tag);
    number(12, span.debug ? 1 : 0);
    number(13, span.shared ? 1 : 0);
    out.end(mark);
  }

  @Override
  public Slice finish() {
    return out.toSlice();
  }

  @Override
  public String contentType() {
    return "application/x-protobuf";
  }

  private void tag(String key, String value) {
    int inner = out.begin(11);
    out.string(1, key);
    out.string(2, value);
    out.end(inner);
  }

  private void endpoint(int field, @Nullable Endpoint endpoint) {
    if (endpoint == null || !endpoint.isKnown()) {
      return;
    }
    int inner = out.begin(field);
    text(1, endpoint.serviceName());
    if (endpoint.address() != null) {
      out.bytes(
          endpoint.address() instanceof Inet4Address ? 2 : 3, endpoint.address().getAddress());
    }
    number(4, endpoint.port());
    out.end(inner);
  }

  private void bytes(int field, ByteRange range, int from) {
    out.bytes(field, range.array(), range.offset() + from, range.offset() + range.length());
  }

  private void text(int field, String value) {
    if (!value.isEmpty()) {
      out.string(field, value);
    }
  }

  private void number(int field, long value) {
    if (value != 0) {
      out.varint(field, value);
    }
  }
}
