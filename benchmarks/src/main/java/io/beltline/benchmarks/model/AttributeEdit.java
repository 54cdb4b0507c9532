package io.beltline.benchmarks.model;

import io.beltline.model.Logs;
import io.beltline.model.Mergeable;
import io.beltline.model.Metrics;
import io.beltline.model.Traces;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.TracesEditor;

/**
 * Sets one attribute of every item, as the attributes processor does. The editors are reused: for
 * one thread at a time.
 */
public final class AttributeEdit {
  /** What {@link #insert} adds; no item has it before. */
  public static final Attribute NEW = Attribute.of("deployment.region", "eu-west-1");

  private static final Attribute STATUS = Attribute.of("http.response.status_code", 418);
  private static final Attribute METHOD = Attribute.of("http.request.method", "OPTIONS");

  private final TracesEditor traces = new TracesEditor();
  private final LogsEditor logs = new LogsEditor();
  private final MetricsEditor metrics = new MetricsEditor();

  /** An edit of nothing yet. */
  public AttributeEdit() {}

  /** Adds an attribute that no item has, if it has none: each key is looked at. */
  public Mergeable insert(Mergeable telemetry) {
    return switch (telemetry) {
      case Traces some -> {
        traces.edit(some);
        while (traces.next()) {
          traces.span().attributes().insert(NEW);
        }
        yield traces.finish();
      }
      case Logs some -> {
        logs.edit(some);
        while (logs.next()) {
          logs.log().attributes().insert(NEW);
        }
        yield logs.finish();
      }
      case Metrics some -> {
        metrics.edit(some);
        while (metrics.next()) {
          attributes().insert(NEW);
        }
        yield metrics.finish();
      }
    };
  }

  /** Gives an attribute that every item has another value, of another length for metrics. */
  public Mergeable upsert(Mergeable telemetry) {
    return switch (telemetry) {
      case Traces some -> {
        traces.edit(some);
        while (traces.next()) {
          traces.span().attributes().upsert(STATUS);
        }
        yield traces.finish();
      }
      case Logs some -> {
        logs.edit(some);
        while (logs.next()) {
          logs.log().attributes().upsert(STATUS);
        }
        yield logs.finish();
      }
      case Metrics some -> {
        metrics.edit(some);
        while (metrics.next()) {
          attributes().upsert(METHOD);
        }
        yield metrics.finish();
      }
    };
  }

  private AttributesEditor attributes() {
    return metrics.attributes();
  }
}
