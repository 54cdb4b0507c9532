package io.beltline.receiver.zipkin;

import io.beltline.model.otlp.SpanKind;
import io.beltline.model.otlp.Value;
import io.beltline.receiver.zipkin.SpanV1.Annotation;
import io.beltline.receiver.zipkin.SpanV1.BinaryAnnotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of version 2 from one of version 1. Where a span holds both sides of a call, it is
 * parted into one span a side: they have one id, as that of the server is shared, but neither
 * overwrites what the other tells.
 */
final class V1Conversion {

  /** The annotations that begin and end a side, and what the side is. */
  private enum Side {
    CLIENT("cs", "cr", SpanKind.CLIENT),
    SERVER("sr", "ss", SpanKind.SERVER),
    PRODUCER("ms", "ws", SpanKind.PRODUCER),
    CONSUMER("mr", "wr", SpanKind.CONSUMER);

    private final String begin;
    private final String end;
    private final int kind;

    Side(String begin, String end, int kind) {
      this.begin = begin;
      this.end = end;
      this.kind = kind;
    }

    /** Whether the other side gave the id, so that it may be shared. */
    boolean receives() {
      return this == SERVER || this == CONSUMER;
    }
  }

  private final SpanV1 source;
  private final List<ZipkinSpan> sides = new ArrayList<>();

  /** No annotation tells of a side. */
  private boolean bare;

  private V1Conversion(SpanV1 source) {
    this.source = source;
  }

  /** Hands on each side of a span. */
  static void convert(SpanV1 source, Consumer<ZipkinSpan> sink) {
    V1Conversion conversion = new V1Conversion(source);
    for (Side side : Side.values()) {
      conversion.side(side);
    }
    if (conversion.sides.isEmpty()) {
      conversion.local();
    }
    source.annotations.forEach(conversion::annotation);
    source.binaryAnnotations.forEach(conversion::binary);
    conversion.sides.forEach(sink);
  }

  private void side(Side side) {
    Annotation begin = find(side.begin);
    Annotation end = find(side.end);
    Annotation told = begin == null ? end : begin;
    if (told == null || (begin == null && side.end.startsWith("w"))) {
      return;
    }
    ZipkinSpan span = add(side.kind, told.endpoint());
    if (sides.size() == 1 && source.timestamp != 0) {
      span.timestamp = source.timestamp;
      span.duration = source.duration;
      return;
    }
    span.shared = side.receives();
    if (begin != null) {
      span.timestamp = begin.timestamp();
      span.duration = end == null ? 0 : Math.max(0, end.timestamp() - begin.timestamp());
    }
  }

  /** A span that no side's annotation tells of: inside a process, or of addresses alone. */
  private void local() {
    bare = true;
    ZipkinSpan span = add(0, place());
    span.timestamp = source.timestamp;
    span.duration = source.timestamp == 0 ? 0 : source.duration;
    if (address("sa") == null && address("ca") != null) {
      span.kind = SpanKind.SERVER;
    }
  }

  private Endpoint place() {
    for (BinaryAnnotation binary : source.binaryAnnotations) {
      if (!isAddress(binary) && !binary.endpoint().equals(Endpoint.NONE)) {
        return binary.endpoint();
      }
    }
    for (Annotation annotation : source.annotations) {
      if (!annotation.endpoint().equals(Endpoint.NONE)) {
        return annotation.endpoint();
      }
    }
    Endpoint caller = address("sa") == null ? null : address("ca");
    return caller == null ? Endpoint.NONE : caller;
  }

  private ZipkinSpan add(int kind, Endpoint local) {
    ZipkinSpan span = new ZipkinSpan();
    span.traceIdHigh = source.traceIdHigh;
    span.traceIdLow = source.traceIdLow;
    span.id = source.id;
    span.parentId = source.parentId;
    span.name = source.name;
    span.debug = source.debug;
    span.kind = kind;
    span.local = local;
    sides.add(span);
    return span;
  }

  private void annotation(Annotation annotation) {
    for (Side side : Side.values()) {
      if (annotation.value().equals(side.begin) || annotation.value().equals(side.end)) {
        return;
      }
    }
    at(annotation.endpoint())
        .annotations
        .add(new ZipkinSpan.Annotation(annotation.timestamp(), annotation.value()));
  }

  private void binary(BinaryAnnotation binary) {
    if (isAddress(binary)) {
      remote(binary.key(), binary.endpoint());
    } else if (binary.key().equals("lc")) {
      if (!binary.value().text().isEmpty()) {
        at(binary.endpoint()).tags.put("component", binary.value());
      }
    } else {
      at(binary.endpoint()).tags.put(binary.key(), binary.value());
    }
  }

  /** An address is the remote endpoint of the side that is not there. */
  private void remote(String key, Endpoint address) {
    for (ZipkinSpan side : sides) {
      boolean fits =
          switch (key) {
            case "ca" -> side.kind == SpanKind.SERVER;
            case "sa" -> side.kind == SpanKind.CLIENT || side.kind == 0;
            default -> side.kind == SpanKind.PRODUCER || side.kind == SpanKind.CONSUMER;
          };
      if (fits && (bare || !address.equals(side.local))) {
        // some servers tell the address of their caller under their own name
        boolean borrowed = !bare && key.equals("ca") && address.sameService(side.local);
        side.remote = borrowed ? address.unnamed() : address;
      }
    }
  }

  /** The side that something told at an endpoint belongs to. */
  private ZipkinSpan at(Endpoint endpoint) {
    for (ZipkinSpan side : sides) {
      if (side.local.sameService(endpoint)) {
        return side;
      }
    }
    return sides.getFirst();
  }

  private @Nullable Annotation find(String value) {
    for (Annotation annotation : source.annotations) {
      if (annotation.value().equals(value)) {
        return annotation;
      }
    }
    return null;
  }

  private @Nullable Endpoint address(String key) {
    for (BinaryAnnotation binary : source.binaryAnnotations) {
      if (binary.key().equals(key) && isAddress(binary)) {
        return binary.endpoint();
      }
    }
    return null;
  }

  private static boolean isAddress(BinaryAnnotation binary) {
    Value typed = binary.value().typed();
    return switch (binary.key()) {
      case "ca", "sa", "ma" -> typed != null && binary.value().text().equals("true");
      default -> false;
    };
  }
}
