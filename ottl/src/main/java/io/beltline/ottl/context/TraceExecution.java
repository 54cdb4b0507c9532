package io.beltline.ottl.context;

import io.beltline.model.otlp.SpanEditor;
import io.beltline.model.otlp.SpanEventEditor;
import io.beltline.model.otlp.SpanLinkEditor;
import io.beltline.model.otlp.TracesEditor;
import org.jspecify.annotations.Nullable;

/** An evaluation over traces. */
public final class TraceExecution extends WalkedExecution<TracesEditor> {
  private @Nullable SpanEventEditor event;
  private int eventIndex;
  private @Nullable SpanLinkEditor link;

  /** An evaluation of what was laid out. */
  public TraceExecution(Layout layout, Environment environment) {
    super(layout, environment, new TracesEditor());
  }

  @Override
  public SpanEditor span() {
    return editor().span();
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
