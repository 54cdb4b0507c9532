package io.beltline.components.series;

import io.beltline.model.Metrics;
import io.beltline.model.otlp.MetricsEditor;

/** Walks metrics point by point, with the series each belongs to. */
public final class SeriesWalk {
  private SeriesWalk() {}

  /** What is done on the way. */
  public interface Visitor {
    /** Whether the points of the current metric are to be visited; it may edit what is beside. */
    boolean enters(MetricsEditor editor);

    /**
     * Shows what the points of a metric that was entered have in common, as if it were a series.
     */
    default void entered(SeriesId metric) {}

    /** Visits the current point, which it may edit; false removes the point. */
    boolean keeps(MetricsEditor editor, SeriesId series);
  }

  /** The metrics as edited; without an edit, the same. */
  public static Metrics walk(Metrics metrics, Visitor visitor) {
    MetricsEditor editor = new MetricsEditor(metrics);
    SeriesHasher hasher = new SeriesHasher();
    while (editor.nextResource()) {
      hasher.resource(editor);
      while (editor.nextScope()) {
        hasher.scope(editor);
        while (editor.nextMetric()) {
          if (visitor.enters(editor)) {
            visitor.entered(hasher.metric(editor));
            while (editor.nextPoint()) {
              if (!visitor.keeps(editor, hasher.point(editor))) {
                editor.removePoint();
              }
            }
          }
        }
      }
    }
    return editor.finish();
  }
}
