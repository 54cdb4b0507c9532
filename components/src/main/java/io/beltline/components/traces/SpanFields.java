package io.beltline.components.traces;

/**
 * The numbers of the fields of spans, their events, links and status.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto">the
 *     messages</a>
 */
public final class SpanFields {
  /** A span in its scope. */
  public static final int SPAN = 2;

  /** The attributes of a resource. */
  public static final int RESOURCE_ATTRIBUTES = 1;

  /** The name of a scope. */
  public static final int SCOPE_NAME = 1;

  /** The version of a scope. */
  public static final int SCOPE_VERSION = 2;

  public static final int TRACE_ID = 1;
  public static final int SPAN_ID = 2;
  public static final int TRACE_STATE = 3;
  public static final int PARENT_SPAN_ID = 4;
  public static final int NAME = 5;
  public static final int KIND = 6;
  public static final int START = 7;
  public static final int END = 8;
  public static final int ATTRIBUTES = 9;
  public static final int DROPPED_ATTRIBUTES = 10;
  public static final int EVENTS = 11;
  public static final int DROPPED_EVENTS = 12;
  public static final int LINKS = 13;
  public static final int DROPPED_LINKS = 14;
  public static final int STATUS = 15;

  public static final int EVENT_TIME = 1;
  public static final int EVENT_NAME = 2;
  public static final int EVENT_ATTRIBUTES = 3;
  public static final int EVENT_DROPPED_ATTRIBUTES = 4;

  public static final int LINK_TRACE_ID = 1;
  public static final int LINK_SPAN_ID = 2;
  public static final int LINK_TRACE_STATE = 3;
  public static final int LINK_ATTRIBUTES = 4;
  public static final int LINK_DROPPED_ATTRIBUTES = 5;

  public static final int STATUS_MESSAGE = 2;
  public static final int STATUS_CODE = 3;

  private SpanFields() {}
}
