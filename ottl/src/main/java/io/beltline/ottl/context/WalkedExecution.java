package io.beltline.ottl.context;

import io.beltline.model.otlp.InstrumentationScopeEditor;
import io.beltline.model.otlp.ResourceEditor;
import io.beltline.model.otlp.TelemetryEditor;

/**
 * An evaluation over telemetry that an editor walks: resource and scope are those it stands on.
 *
 * @param <E> the editor of the signal
 */
public abstract class WalkedExecution<E extends TelemetryEditor<?>> extends Execution {
  private final E editor;

  WalkedExecution(Layout layout, Environment environment, E editor) {
    super(layout, environment);
    this.editor = editor;
  }

  /** Walks the telemetry. */
  public final E editor() {
    return editor;
  }

  @Override
  public final ResourceEditor resource() {
    return editor.resource();
  }

  @Override
  public final String resourceSchemaUrl() {
    return editor.resourceSchemaUrl();
  }

  @Override
  public final void resourceSchemaUrl(String url) {
    editor.resourceSchemaUrl(url);
  }

  @Override
  public final InstrumentationScopeEditor scope() {
    return editor.scope();
  }

  @Override
  public final String scopeSchemaUrl() {
    return editor.scopeSchemaUrl();
  }

  @Override
  public final void scopeSchemaUrl(String url) {
    editor.scopeSchemaUrl(url);
  }
}
