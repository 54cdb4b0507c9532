package io.beltline.processor.cardinalityguard;

import io.beltline.components.series.PointValue;
import io.beltline.components.series.Points;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.SummaryDataPointEditor;

/**
 * The one point that stands for all further series of a metric in a request. One thread.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/metrics/sdk/#overflow-attribute">the
 *     overflow attribute</a>
 */
final class Overflow {
  private static final AttributeKey KEY = AttributeKey.of("otel.metric.overflow");
  private static final Attribute MARK = Attribute.of("otel.metric.overflow", true);

  private long start;
  private long time;
  private PointValue value;
  private boolean written;

  Overflow(long start, long time, PointValue value) {
    this.start = start;
    this.time = time;
    this.value = value;
  }

  /** Whether the current point is of a series that stands for others already. */
  static boolean isMarked(MetricsEditor editor) {
    AttributesView attributes = editor.attributes();
    return attributes.find(KEY) != null;
  }

  /** Stands for a point of these times, too, and has another value by it. */
  void take(long otherStart, long otherTime, PointValue other) {
    start = earlier(start, otherStart);
    time = Math.max(time, otherTime);
    value = other;
  }

  /** The earlier of two starts; 0 is none. */
  static long earlier(long one, long other) {
    return one == 0 || other == 0 ? one + other : Math.min(one, other);
  }

  long time() {
    return time;
  }

  PointValue value() {
    return value;
  }

  /** Makes the editor's current point it, the first time; false if it has been written. */
  boolean write(MetricsEditor editor) {
    if (written) {
      return false;
    }
    written = true;
    editor.attributes().clear();
    editor.attributes().add(MARK);
    if (start != 0) {
      Points.start(editor, start);
    }
    Points.time(editor, time);
    if (editor.point() instanceof SummaryDataPointEditor summary) {
      summary.clearQuantileValues(); // nobody can add them up
    }
    value.writeTo(editor);
    return true;
  }
}
