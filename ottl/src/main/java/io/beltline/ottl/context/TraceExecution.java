package io.beltline.ottl.context;

import io.beltline.model.otlp.InstrumentationScopeEditor;
import io.beltline.model.otlp.ResourceEditor;
import io.beltline.model.otlp.SpanEditor;
import io.beltline.model.otlp.SpanEventEditor;
import io.beltline.model.otlp.SpanLinkEditor;
import io.beltline.model.otlp.TracesEditor;
import org.jspecify.annotations.Nullable;

/** An evaluation over traces. */
public final class TraceExecution extends Execution {
  private final TracesEditor editor = new TracesEditor();
  private @Nullable SpanEventEditor event;
  private int eventIndex;
  private @Nullable SpanLinkEditor link;

  /** An evaluation of what was laid out. */
  public TraceExecution(Layout layout, Environment environment) {
    super(layout, environment);
  }

  /** Walks the telemetry. */
  public TracesEditor editor() {
    return editor;
  }

  @Override
  public ResourceEditor resource() {
    return editor.resource();
  }

  @Override
  public String resourceSchemaUrl() {
    return editor.resourceSchemaUrl();
  }

  @Override
  public void resourceSchemaUrl(String url) {
    editor.resourceSchemaUrl(url);
  }

  @Override
  public InstrumentationScopeEditor scope() {
    return editor.scope();
  }

  @Override
  public String scopeSchemaUrl() {
    return editor.scopeSchemaUrl();
  }

  @Override
  public void scopeSchemaUrl(String url) {
    editor.scopeSchemaUrl(url);
  }

  @Override
  public SpanEditor span() {
    return editor.span();
  }

  /** Stands on an event of the current span. */
  public void event(SpanEventEditor next, int index) {
    event = next;
    eventIndex = index;
  }

  /** Stands on a link of the current span. */
  public void link(SpanLinkEditor next) {
    link = next;
  }

  @Override
  public SpanEventEditor event() {
    return event == null ? super.event() : event;
  }

  @Override
  public int eventIndex() {
    return eventIndex;
  }

  @Override
  public SpanLinkEditor link() {
    return link == null ? super.link() : link;
  }
}
