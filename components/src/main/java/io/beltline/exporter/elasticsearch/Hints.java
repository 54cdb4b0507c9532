package io.beltline.exporter.elasticsearch;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;

/**
 * What the attribute {@code elasticsearch.mapping.hints} of a point asks for.
 *
 * @param docCount write the number of measurements as _doc_count
 * @param aggregate write sum and count alone
 * @param raw write bounds of buckets as they are
 */
record Hints(boolean docCount, boolean aggregate, boolean raw) {
  private static final Hints NONE = new Hints(false, false, false);
  private static final AttributeKey KEY = AttributeKey.of("elasticsearch.mapping.hints");

  static Hints of(AttributesView attributes) {
    AnyValueView value = attributes.find(KEY);
    if (value == null || !value.hasArrayValue()) {
      return NONE;
    }
    boolean docCount = false;
    boolean aggregate = false;
    boolean raw = false;
    for (var hints = value.arrayValue().values(); hints.next(); ) {
      String hint = hints.item().stringValue();
      docCount |= hint.equals("_doc_count");
      aggregate |= hint.equals("aggregate_metric_double");
      raw |= hint.equals("histogram:raw");
    }
    return new Hints(docCount, aggregate, raw);
  }
}
