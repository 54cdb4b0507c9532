package io.beltline.processor.metricstransform;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.components.metrics.MetricDraft;
import io.beltline.components.metrics.PointEditors;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.MetricsEditor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies transforms to the metrics of each scope; with none left, the request ends here. */
final class MetricsTransformProcessor implements Processor {
  private final Settings settings;
  private final List<Transform> transforms;
  private final Consumer next;
  private @Nullable TransformCounters counters;

  MetricsTransformProcessor(Settings settings, List<Transform> transforms, Consumer next) {
    this.settings = settings;
    this.transforms = transforms;
    this.next = next;
  }

  @Override
  public void start(Host host) {
    counters = new TransformCounters(settings, host.clock(), transforms.size());
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (counters == null) {
      throw new IllegalStateException("the processor is not started");
    }
    if (!(telemetry instanceof Metrics metrics)) {
      return next.consume(context, telemetry);
    }
    Tally tally = new Tally(transforms.size());
    Metrics transformed = transform(metrics, tally);
    counters.add(tally);
    if (transformed != metrics && transformed.itemCount() == 0) {
      return ConsumeResult.accepted();
    }
    return next.consume(context, transformed);
  }

  private Metrics transform(Metrics metrics, Tally tally) {
    PointEditors editors = new PointEditors();
    GroupedResources groups = new GroupedResources();
    MetricsEditor editor = new MetricsEditor(metrics);
    while (editor.nextResource()) {
      while (editor.nextScope()) {
        ScopeDraft scope = new ScopeDraft(editor.wholeScope(), editors);
        scope.apply(transforms, tally, (transform, moved) -> groups.add(editor, transform, moved));
        if (scope.changed()) {
          write(scope, editor);
        }
      }
      groups.end(editor);
    }
    Metrics result = editor.finish();
    if (groups.isEmpty()) {
      return result;
    }
    List<Slice> chunks = new ArrayList<>(result.payload().chunks());
    chunks.add(groups.request());
    return new Metrics(Payload.of(chunks));
  }

  private static void write(ScopeDraft scope, MetricsEditor editor) {
    for (MetricDraft metric : scope.original()) {
      if (!editor.nextMetric()) {
        throw new IllegalStateException("a scope has fewer metrics than it had");
      }
      if (metric == null || metric.changed()) {
        editor.removeMetric();
      }
      if (metric != null && metric.changed()) {
        editor.addMetric(metric.encode());
      }
    }
    if (editor.nextMetric()) {
      throw new IllegalStateException("a scope has more metrics than it had");
    }
    for (MetricDraft metric : scope.added()) {
      if (metric != null) {
        editor.addMetric(metric.encode());
      }
    }
  }
}
