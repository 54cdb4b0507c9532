package io.beltline.model.otlp;

import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Traces;

/** Walks spans and edits them, their scopes and their resources. */
public final class TracesEditor extends TelemetryEditor<Traces> {
  private final SpanEditor span;

  /** An editor of nothing yet. */
  public TracesEditor() {
    this(new SpanEditor());
  }

  /** An editor at the front of telemetry. */
  public TracesEditor(Traces traces) {
    this();
    edit(traces);
  }

  private TracesEditor(SpanEditor span) {
    super(
        new Traces(Payload.empty()),
        new Level(new ExportTraceServiceRequestEditor(), 1),
        new Level(new ResourceSpansEditor(), ResourceSpansView.SCOPE_SPANS),
        new Level(new ScopeSpansEditor(), ScopeSpansView.SPANS),
        new Level(span));
    this.span = span;
  }

  @Override
  MessageView item() {
    return span;
  }

  @Override
  public AttributesEditor itemAttributes() {
    return span.attributes();
  }

  @Override
  public ResourceEditor resource() {
    return ((ResourceSpansEditor) current(RESOURCE)).resource();
  }

  @Override
  public InstrumentationScopeEditor scope() {
    return ((ScopeSpansEditor) current(SCOPE)).scope();
  }

  @Override
  public String resourceSchemaUrl() {
    return ((ResourceSpansEditor) current(RESOURCE)).schemaUrl();
  }

  @Override
  public void resourceSchemaUrl(String url) {
    ((ResourceSpansEditor) current(RESOURCE)).schemaUrl(url);
  }

  @Override
  public String scopeSchemaUrl() {
    return ((ScopeSpansEditor) current(SCOPE)).schemaUrl();
  }

  @Override
  public void scopeSchemaUrl(String url) {
    ((ScopeSpansEditor) current(SCOPE)).schemaUrl(url);
  }

  /** Goes on to the next span of the current scope. */
  public boolean nextSpan() {
    return next(ITEM);
  }

  /** The current span. */
  public SpanEditor span() {
    current(ITEM);
    return span;
  }

  /** Removes the current span. */
  public void removeSpan() {
    remove(ITEM);
  }

  /** Adds an encoded Span behind the current one; the current one is left. */
  public void addSpan(Slice encoded) {
    add(ITEM, ScopeSpansView.SPANS, encoded);
  }

  /** Adds an encoded ScopeSpans behind the current one; the current one is left. */
  public void addScope(Slice encoded) {
    add(SCOPE, ResourceSpansView.SCOPE_SPANS, encoded);
  }

  /** Adds an encoded ResourceSpans behind the current one; the current one is left. */
  public void addResource(Slice encoded) {
    add(RESOURCE, ExportTraceServiceRequestView.RESOURCE_SPANS, encoded);
  }
}
