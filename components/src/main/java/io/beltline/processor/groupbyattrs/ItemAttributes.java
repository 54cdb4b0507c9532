package io.beltline.processor.groupbyattrs;

import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.LogRecordEditor;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.model.otlp.SpanEditor;
import io.beltline.model.otlp.SummaryDataPointEditor;
import io.beltline.model.otlp.Value;
import java.util.ArrayList;
import java.util.List;

/** Takes the attributes of some keys out of items. One thread. */
final class ItemAttributes {
  private final List<AttributeKey> keys;
  private final SpanEditor span = new SpanEditor();
  private final LogRecordEditor log = new LogRecordEditor();
  private final NumberDataPointEditor number = new NumberDataPointEditor();
  private final HistogramDataPointEditor histogram = new HistogramDataPointEditor();
  private final ExponentialHistogramDataPointEditor exponential =
      new ExponentialHistogramDataPointEditor();
  private final SummaryDataPointEditor summary = new SummaryDataPointEditor();

  ItemAttributes(List<AttributeKey> keys) {
    this.keys = keys;
  }

  /**
   * An item and what was taken out of it.
   *
   * @param item the item without these attributes
   * @param attributes those it had, in the order of the keys
   */
  record Taken(Slice item, List<Attribute> attributes) {}

  /** Takes attributes out of a span or log record. */
  Taken of(Signal signal, Slice item) {
    if (signal == Signal.TRACES) {
      span.wrap(item);
      return take(item, span, span.attributes());
    }
    log.wrap(item);
    return take(item, log, log.attributes());
  }

  /** Takes attributes out of a data point. */
  Taken ofPoint(int kind, Slice point) {
    return switch (kind) {
      case MetricView.HISTOGRAM -> {
        histogram.wrap(point);
        yield take(point, histogram, histogram.attributes());
      }
      case MetricView.EXPONENTIAL_HISTOGRAM -> {
        exponential.wrap(point);
        yield take(point, exponential, exponential.attributes());
      }
      case MetricView.SUMMARY -> {
        summary.wrap(point);
        yield take(point, summary, summary.attributes());
      }
      default -> {
        number.wrap(point);
        yield take(point, number, number.attributes());
      }
    };
  }

  private Taken take(Slice item, MessageView message, AttributesEditor attributes) {
    List<Attribute> taken = new ArrayList<>();
    for (AttributeKey key : keys) {
      AnyValueView value = attributes.find(key);
      if (value != null) {
        taken.add(Attribute.of(key, Value.copyOf(value)));
      }
    }
    if (taken.isEmpty()) {
      return new Taken(item, List.of());
    }
    taken.forEach(attribute -> attributes.delete(attribute.key()));
    return new Taken(Slice.of(message.toSlice().toByteArray()), taken);
  }
}
