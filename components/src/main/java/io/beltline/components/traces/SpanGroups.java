package io.beltline.components.traces;

import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts spans that come one by one together by resource and scope, in the order in which these were
 * first seen. For one thread.
 */
public final class SpanGroups {
  private static final int RESOURCE_SPANS = 1;
  private static final int MESSAGE = 1;
  private static final int SCOPE_SPANS = 2;

  private final Map<Slice, Map<Slice, WireWriter>> groups = new LinkedHashMap<>();

  /** No spans. */
  public SpanGroups() {}

  /**
   * Where the spans of a scope are written, each as field 2.
   *
   * @param resource the content of a Resource; copied if it is kept
   * @param scope the content of an InstrumentationScope; copied if it is kept
   */
  public WireWriter spans(Slice resource, Slice scope) {
    return spans(scopes(resource), scope);
  }

  /**
   * The scopes of a resource, for who has many spans of one.
   *
   * @param resource the content of a Resource; copied if it is kept
   */
  public Map<Slice, WireWriter> scopes(Slice resource) {
    Map<Slice, WireWriter> scopes = groups.get(resource);
    if (scopes == null) {
      scopes = new LinkedHashMap<>();
      groups.put(Slice.of(resource.toByteArray()), scopes);
    }
    return scopes;
  }

  /**
   * Where the spans of a scope are written, each as field 2.
   *
   * @param scopes the scopes of a resource
   * @param scope the content of an InstrumentationScope; copied if it is kept
   */
  public static WireWriter spans(Map<Slice, WireWriter> scopes, Slice scope) {
    WireWriter spans = scopes.get(scope);
    if (spans == null) {
      spans = new WireWriter();
      scopes.put(Slice.of(scope.toByteArray()), spans);
    }
    return spans;
  }

  /** All of it as an ExportTraceServiceRequest. */
  public Slice toRequest() {
    WireWriter out = new WireWriter(size());
    groups.forEach(
        (resource, scopes) -> {
          int group = out.begin(RESOURCE_SPANS);
          part(out, resource);
          scopes.forEach(
              (scope, spans) -> {
                int inner = out.begin(SCOPE_SPANS);
                part(out, scope);
                out.raw(spans.toSlice());
                out.end(inner);
              });
          out.end(group);
        });
    return out.toSlice();
  }

  private static void part(WireWriter out, Slice message) {
    if (message.length() > 0) {
      out.bytes(MESSAGE, message);
    }
  }

  private int size() {
    int size = 0;
    for (Map.Entry<Slice, Map<Slice, WireWriter>> group : groups.entrySet()) {
      size += group.getKey().length() + 16;
      for (Map.Entry<Slice, WireWriter> scope : group.getValue().entrySet()) {
        size += scope.getKey().length() + scope.getValue().size() + 16;
      }
    }
    return size;
  }
}
