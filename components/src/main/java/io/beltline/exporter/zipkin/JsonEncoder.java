package io.beltline.exporter.zipkin;

import io.beltline.exporter.zipkin.ZipkinSpan.Annotation;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ByteRange;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A JSON array of spans, as {@code POST /api/v2/spans} takes it. */
final class JsonEncoder implements SpanEncoder {
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
  private final JsonGenerator json = Json.generator(out);
  private final byte[] hex = new byte[32];

  JsonEncoder() {
    json.writeStartArray();
  }

  @Override
  public void span(ZipkinSpan span) {
    json.writeStartObject();
    id("traceId", span.traceId, span.traceIdFrom());
    id("id", span.id, 0);
    if (!span.parentId.isZero()) {
      id("parentId", span.parentId, 0);
    }
    json.writeStringProperty("name", span.name);
    String kind = span.kindName();
    if (kind != null) {
      json.writeStringProperty("kind", kind);
    }
    number("timestamp", span.timestamp);
    number("duration", span.duration);
    endpoint("localEndpoint", span.local);
    endpoint("remoteEndpoint", span.remote);
    if (!span.annotations.isEmpty()) {
      json.writeName("annotations");
      json.writeStartArray();
      for (Annotation annotation : span.annotations) {
        json.writeStartObject();
        json.writeNumberProperty("timestamp", annotation.timestamp());
        json.writeStringProperty("value", annotation.value());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (!span.tags.isEmpty()) {
      json.writeName("tags");
      json.writeStartObject();
      span.tags.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    flag("shared", span.shared);
    flag("debug", span.debug);
    json.writeEndObject();
  }

  @Override
  public Slice finish() {
    json.writeEndArray();
    json.close();
    return Slice.of(out.toByteArray());
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  private void id(String key, ByteRange bytes, int from) {
    int size = 0;
    for (int i = from; i < bytes.length(); i++) {
      hex[size++] = DIGITS[bytes.at(i) >> 4 & 15];
      hex[size++] = DIGITS[bytes.at(i) & 15];
    }
    json.writeName(key);
    json.writeUTF8String(hex, 0, size);
  }

  private void number(String key, long value) {
    if (value != 0) {
      json.writeNumberProperty(key, value);
    }
  }

  private void flag(String key, boolean set) {
    if (set) {
      json.writeBooleanProperty(key, true);
    }
  }

  private void endpoint(String key, @Nullable Endpoint endpoint) {
    if (endpoint == null || !endpoint.isKnown()) {
      return;
    }
    json.writeName(key);
    json.writeStartObject();
    if (!endpoint.serviceName().isEmpty()) {
      json.writeStringProperty("serviceName", endpoint.serviceName());
    }
    if (endpoint.address() != null) {
      String version = endpoint.address() instanceof Inet4Address ? "ipv4" : "ipv6";
      json.writeStringProperty(version, endpoint.address().getHostAddress());
    }
    number("port", endpoint.port());
    json.writeEndObject();
  }
}
