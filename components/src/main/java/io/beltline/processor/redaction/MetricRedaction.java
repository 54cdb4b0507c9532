package io.beltline.processor.redaction;

import io.beltline.model.Metrics;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.ExemplarEditor;
import io.beltline.model.otlp.ExponentialHistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.NumberDataPointEditor;
import org.jspecify.annotations.Nullable;

/** Redacts metrics: all attributes, names, descriptions and units. */
final class MetricRedaction {
  private MetricRedaction() {}

  static Metrics apply(Metrics metrics, Redactor redactor) {
    MetricsEditor editor = new MetricsEditor(metrics);
    while (editor.nextResource()) {
      Surroundings.resource(editor, redactor);
      while (editor.nextScope()) {
        Surroundings.scope(editor, redactor);
        while (editor.nextMetric()) {
          metric(editor.metric(), redactor);
          while (editor.nextPoint()) {
            redactor.attributes(editor.attributes());
            EditCursor<ExemplarEditor> exemplars = exemplars(editor);
            while (exemplars != null && exemplars.next()) {
              redactor.attributes(exemplars.item().filteredAttributes());
            }
          }
        }
      }
    }
    return editor.finish();
  }

  private static void metric(MetricEditor metric, Redactor redactor) {
    if (redactor.mayBlock(metric.nameUtf8())) {
      metric.name(redactor.text(metric.name()));
    }
    if (redactor.mayBlock(metric.descriptionUtf8())) {
      metric.description(redactor.text(metric.description()));
    }
    if (redactor.mayBlock(metric.unitUtf8())) {
      metric.unit(redactor.text(metric.unit()));
    }
    redactor.attributes(metric.metadata());
  }

  private static @Nullable EditCursor<ExemplarEditor> exemplars(MetricsEditor editor) {
    return switch (editor.point()) {
      case NumberDataPointEditor point -> point.exemplars();
      case HistogramDataPointEditor point -> point.exemplars();
      case ExponentialHistogramDataPointEditor point -> point.exemplars();
      default -> null;
    };
  }
}
