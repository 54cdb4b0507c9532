package io.beltline.ottl.context;

import io.beltline.api.Context;
import io.beltline.model.Slice;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What travels beside telemetry, under {@code otelcol}. It is read only.
 *
 * <p>Source: pkg/ottl/contexts/ottlotelcol/README.md of
 * open-telemetry/opentelemetry-collector-contrib.
 */
final class RequestPaths {
  static final List<Field> FIELDS =
      List.of(
          Fields.readOnly(
              "client.addr",
              ValueKind.STRING,
              (x, out) -> out.text(x.request().client().address())),
          new RequestMap("client.metadata", RequestPaths::metadata),
          new RequestMap("client.auth.attributes", RequestPaths::auth),
          new RequestMap("grpc.metadata", RequestPaths::grpc));

  private RequestPaths() {}

  private static Slice metadata(Context request) {
    ValueWriter out = new ValueWriter();
    request
        .metadata()
        .asMap()
        .forEach((name, values) -> out.entry(name, new Cell().text(String.join(";", values))));
    return out.copy();
  }

  private static Slice grpc(Context request) {
    if (!request.client().transport().equals("grpc")) {
      return Slice.EMPTY;
    }
    ValueWriter out = new ValueWriter();
    request
        .metadata()
        .asMap()
        .forEach((name, values) -> out.entry(name, new Cell().list(texts(values))));
    return out.copy();
  }

  private static Slice texts(List<String> values) {
    ValueWriter out = new ValueWriter();
    values.forEach(value -> out.element(new Cell().text(value)));
    return out.copy();
  }

  private static Slice auth(Context request) {
    ValueWriter out = new ValueWriter();
    Set<Map.Entry<String, Object>> sorted = new TreeMap<>(request.auth()).entrySet();
    for (Map.Entry<String, Object> entry : sorted) {
      out.entry(entry.getKey(), value(entry.getValue()));
    }
    return out.copy();
  }

  /** Values of other types become empty texts, as in the Go collector. */
  private static Cell value(Object value) {
    return switch (value) {
      case String text -> new Cell().text(text);
      case Boolean flag -> new Cell().bool(flag);
      case Integer number -> new Cell().integer(number);
      case Long number -> new Cell().integer(number);
      case Double number -> new Cell().number(number);
      case List<?> list -> new Cell().list(texts(list.stream().map(String::valueOf).toList()));
      default -> new Cell().text("");
    };
  }
}
