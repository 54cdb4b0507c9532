package io.beltline.ottl;

import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.ExemplarEditor;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.MetricExecution;

/** Runs statements over metrics. */
final class MetricWorker extends WalkingWorker<Metrics, MetricsEditor> {
  private static final Metrics NOTHING = new Metrics(Payload.empty());

  private final MetricExecution execution;

  MetricWorker(Transformation transformation, Environment environment, Tally tally) {
    super(transformation, tally, NOTHING);
    this.execution = new MetricExecution(transformation.layout(), environment);
  }

  @Override
  MetricExecution execution() {
    return execution;
  }

  @Override
  Metrics metrics(Pass pass, Metrics metrics) {
    return walk(pass, metrics);
  }

  @Override
  void items(Pass pass) {
    if (pass.has(ContextName.METRIC)) {
      wholeMetrics(pass);
    } else if (pass.reaches(ContextName.METRIC)) {
      points(pass);
    }
  }

  @Override
  long rest() {
    long items = 0;
    while (editor().nextMetric()) {
      items += restOfMetric();
    }
    return items;
  }

  /** The points of the metric that were not visited yet. */
  private long restOfMetric() {
    long items = 0;
    while (editor().nextPoint()) {
      items++;
    }
    return items;
  }

  private void wholeMetrics(Pass pass) {
    MetricsEditor editor = editor();
    execution.beginScope();
    while (editor.nextMetric()) {
      execution.whole(editor.wholeMetric());
      if (pass.run(ContextName.METRIC, execution, tally())) {
        tally().removed(execution.takeRemover(), restOfMetric());
        editor.removeMetric();
      } else if (execution.wholeChanged()) {
        editor.removeMetric();
        editor.addMetric(execution.wholeBytes());
      }
    }
    for (Slice added = execution.nextAdded(); added != null; added = execution.nextAdded()) {
      execution.whole(added);
      if (pass.run(ContextName.METRIC, execution, tally())) {
        execution.takeRemover(); // made by statements, so no item that came in is gone
      } else {
        editor.addMetric(execution.wholeBytes());
      }
    }
  }

  private void points(Pass pass) {
    MetricsEditor editor = editor();
    boolean exemplars = pass.has(ContextName.EXEMPLAR);
    execution.beginScope();
    execution.walked();
    while (editor.nextMetric()) {
      while (editor.nextPoint()) {
        if (pass.run(ContextName.DATA_POINT, execution, tally())) {
          tally().removed(execution.takeRemover(), 1);
          editor.removePoint();
        } else if (exemplars) {
          exemplars(pass);
        }
      }
      execution.endPoints();
    }
    for (Slice added = execution.nextAdded(); added != null; added = execution.nextAdded()) {
      execution.whole(added);
      pointsOfAdded(pass);
      editor.addMetric(execution.wholeBytes());
    }
  }

  /** Those have no exemplars, since statements made them. */
  private void pointsOfAdded(Pass pass) {
    EditCursor<NumberDataPointEditor> points = execution.wholePoints();
    while (points.next()) {
      execution.wholePoint(points.item());
      if (pass.run(ContextName.DATA_POINT, execution, tally())) {
        execution.takeRemover(); // made by statements, so no item that came in is gone
        points.remove();
      }
    }
    execution.endPoints();
  }

  private void exemplars(Pass pass) {
    EditCursor<ExemplarEditor> walk = execution.exemplars();
    while (walk != null && walk.next()) {
      execution.exemplar(walk.item());
      if (pass.run(ContextName.EXEMPLAR, execution, tally())) {
        execution.takeRemover();
        walk.remove();
      }
    }
  }
}
