package io.beltline.connector.spanmetrics;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.KeyValueView;
import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the dimensions of spans as the attributes of points; the bytes are what tells series
 * apart. One thread; what it returns holds until the next call.
 */
final class SeriesKey {
  private static final Attribute EXTRAPOLATED = Attribute.of("sampling.method", "extrapolated");
  private static final Attribute COUNTED = Attribute.of("sampling.method", "counted");

  private final AggregationSettings settings;
  private final @Nullable Attribute collector;
  private final boolean service;
  private final boolean name;
  private final boolean kind;
  private final boolean status;
  private final WireWriter out = new WireWriter(512);
  private @Nullable Attribute scopeName;
  private @Nullable Attribute scopeVersion;

  SeriesKey(AggregationSettings settings, String instance) {
    this.settings = settings;
    this.collector =
        shows(CommonDimensions.COLLECTOR) ? CommonDimensions.collector(instance) : null;
    this.service = shows(CommonDimensions.SERVICE_NAME);
    this.name = shows(CommonDimensions.SPAN_NAME);
    this.kind = shows(CommonDimensions.SPAN_KIND);
    this.status = shows(CommonDimensions.STATUS_CODE);
  }

  private boolean shows(String dimension) {
    return !settings.excluded().contains(dimension);
  }

  /** Goes on to the spans of a scope. */
  void enter(InstrumentationScopeView scope) {
    scopeName = null;
    scopeVersion = null;
    if (!settings.scopes().isEmpty() && settings.scopes().contains(scope.name())) {
      scopeName = attribute("span.instrumentation.scope.name", scope.name());
      scopeVersion = attribute("span.instrumentation.scope.version", scope.version());
    }
  }

  private static @Nullable Attribute attribute(String key, String value) {
    return value.isEmpty() ? null : Attribute.of(key, value);
  }

  /**
   * The dimensions of a span.
   *
   * @param field a point's field for attributes
   * @param sources where the values of dimensions are looked for, the first first
   */
  Slice of(
      int field,
      ByteRange serviceName,
      SpanView span,
      boolean adjusted,
      DimensionList dimensions,
      List<AttributesView> sources) {
    out.cut(0);
    if (service) {
      text(field, CommonDimensions.SERVICE_NAME, serviceName);
    }
    if (name) {
      text(field, settings.names().spanName(), span.nameUtf8());
    }
    if (kind) {
      out.attribute(field, CommonDimensions.kind(span.kind()));
    }
    if (status) {
      out.attribute(field, CommonDimensions.status(span.status().code()));
    }
    add(field, collector);
    add(field, scopeName);
    add(field, scopeVersion);
    if (settings.samplingMethod()) {
      out.attribute(field, adjusted ? EXTRAPOLATED : COUNTED);
    }
    dimensions.write(out, field, sources);
    return out.toSlice();
  }

  private void add(int field, @Nullable Attribute attribute) {
    if (attribute != null) {
      out.attribute(field, attribute);
    }
  }

  private void text(int field, String key, ByteRange text) {
    int mark = out.begin(field);
    out.string(KeyValueView.KEY, key);
    int value = out.begin(KeyValueView.VALUE);
    out.bytes(
        AnyValueView.STRING_VALUE, text.array(), text.offset(), text.offset() + text.length());
    out.end(value);
    out.end(mark);
  }
}
