package io.beltline.ottl;

import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.ExemplarEditor;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.MetricExecution;

/** Runs statements over metrics. */
final class MetricWorker extends TransformationRunner.Worker {
  private static final Metrics NOTHING = new Metrics(Payload.empty());

  private final MetricExecution execution;

  MetricWorker(Transformation transformation, Environment environment, Tally tally) {
    super(transformation, tally);
    this.execution = new MetricExecution(transformation.layout(), environment);
  }

  @Override
  Execution execution() {
    return execution;
  }

  @Override
  void release() {
    super.release();
    execution.editor().edit(NOTHING);
  }

  @Override
  Metrics metrics(Pass pass, Metrics metrics) {
    boolean scopes = pass.reaches(ContextName.SCOPE);
    MetricsEditor editor = execution.editor();
    editor.edit(metrics);
    while (editor.nextResource()) {
      pass.run(ContextName.RESOURCE, execution, tally());
      while (scopes && editor.nextScope()) {
        pass.run(ContextName.SCOPE, execution, tally());
        if (pass.has(ContextName.METRIC)) {
          wholeMetrics(pass);
        } else if (pass.reaches(ContextName.METRIC)) {
          points(pass);
        }
      }
    }
    return editor.finish();
  }

  private void wholeMetrics(Pass pass) {
    MetricsEditor editor = execution.editor();
    execution.beginScope();
    while (editor.nextMetric()) {
      execution.whole(editor.wholeMetric());
      pass.run(ContextName.METRIC, execution, tally());
      if (execution.wholeChanged()) {
        editor.removeMetric();
        editor.addMetric(execution.wholeBytes());
      }
    }
    for (Slice added = execution.nextAdded(); added != null; added = execution.nextAdded()) {
      execution.whole(added);
      pass.run(ContextName.METRIC, execution, tally());
      editor.addMetric(execution.wholeBytes());
    }
  }

  private void points(Pass pass) {
    MetricsEditor editor = execution.editor();
    boolean exemplars = pass.has(ContextName.EXEMPLAR);
    execution.walked();
    while (editor.nextMetric()) {
      while (editor.nextPoint()) {
        pass.run(ContextName.DATA_POINT, execution, tally());
        if (exemplars) {
          exemplars(pass);
        }
      }
    }
  }

  private void exemplars(Pass pass) {
    EditCursor<ExemplarEditor> walk = execution.exemplars();
    while (walk != null && walk.next()) {
      execution.exemplar(walk.item());
      pass.run(ContextName.EXEMPLAR, execution, tally());
    }
  }
}
