package io.beltline.processor.span;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Processor;
import io.beltline.components.match.ItemMatcher;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.SpanEditor;
import io.beltline.model.otlp.TracesEditor;
import io.beltline.processor.span.SpanProcessorConfig.StatusConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renames spans, makes attributes of their names, and sets their status. */
final class SpanProcessor implements Processor {
  private final ItemMatcher matcher;
  private final NameSource source;
  private final List<NameRule> rules;
  private final boolean breakAfterMatch;
  private final SpanProcessorConfig config;
  private final Consumer next;

  SpanProcessor(SpanProcessorConfig config, Consumer next) {
    this.matcher = new ItemMatcher(config.include(), config.exclude());
    this.source = new NameSource(config.name().fromAttributes(), config.name().separator());
    var toAttributes = config.name().toAttributes();
    this.rules =
        toAttributes == null
            ? List.of()
            : toAttributes.rules().stream()
                .map(rule -> new NameRule(rule, toAttributes.keepOriginalName()))
                .toList();
    this.breakAfterMatch = toAttributes != null && toAttributes.breakAfterMatch();
    this.config = config;
    this.next = next;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (!(telemetry instanceof Traces traces)) {
      return next.consume(context, telemetry);
    }
    TracesEditor editor = new TracesEditor(traces);
    while (editor.next()) {
      if (matcher.passesAll() || matcher.passes(editor.resource(), editor.scope(), editor.span())) {
        edit(editor.span());
      }
    }
    return next.consume(context, editor.finish());
  }

  private void edit(SpanEditor span) {
    String name = source.name(span.attributes());
    if (name != null && !span.nameUtf8().contentEquals(name)) {
      span.name(name);
    }
    if (!span.nameUtf8().isEmpty()) {
      for (NameRule rule : rules) {
        if (rule.apply(span) && breakAfterMatch) {
          break;
        }
      }
    }
    status(span, config.status());
  }

  private static void status(SpanEditor span, @Nullable StatusConfig status) {
    if (status == null || status.code() == null) {
      return;
    }
    int code = status.code().number();
    if (span.status().code() != code) {
      span.status().code(code);
    }
    if (!span.status().messageUtf8().contentEquals(status.description())) {
      span.status().message(status.description());
    }
  }
}
