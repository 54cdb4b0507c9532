package io.beltline.processor.metricsgeneration;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.components.metrics.PointEditors;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.MetricsEditor;
import java.util.List;

/** Makes metrics of others of the same resource. */
final class MetricsGenerationProcessor implements Processor {
  private final List<Rule> rules;
  private final GenerationCounters counters;
  private final Consumer next;

  MetricsGenerationProcessor(Settings settings, List<Rule> rules, Consumer next) {
    this.rules = rules;
    this.counters = new GenerationCounters(settings, rules.size());
    this.next = next;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (!(telemetry instanceof Metrics metrics)) {
      return next.consume(context, telemetry);
    }
    PointEditors editors = new PointEditors();
    Calculation calculation = new Calculation();
    MetricsEditor editor = new MetricsEditor(metrics);
    while (editor.nextResource()) {
      ResourceDraft resource = new ResourceDraft(editor.wholeResource(), editors);
      List<List<Slice>> made = resource.make(rules, calculation, counters);
      for (List<Slice> ofScope : made) {
        if (!editor.nextScope()) {
          throw new IllegalStateException("a resource has fewer scopes than it had");
        }
        addBehind(editor, ofScope);
      }
    }
    return next.consume(context, editor.finish());
  }

  private static void addBehind(MetricsEditor editor, List<Slice> made) {
    if (made.isEmpty()) {
      return;
    }
    boolean more = true;
    while (more) {
      more = editor.nextMetric();
    }
    made.forEach(editor::addMetric);
  }
}
