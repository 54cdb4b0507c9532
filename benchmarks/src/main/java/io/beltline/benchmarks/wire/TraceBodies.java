package io.beltline.benchmarks.wire;

/** Makes traces of the spans of a request, of which each has a trace and a status of its own. */
public final class TraceBodies {
  private static final int STATUS = 15;
  private static final int CODE = 3;
  private static final int TRACE_ID = 1;
  private static final int ID = 16;
  private static final byte OK = 1;
  private static final byte ERROR = 2;

  private final byte[] body;
  private final int perTrace;
  private int spans;
  private int first; // where the id of the trace stands that is begun

  private TraceBodies(byte[] body, int perTrace) {
    this.body = body;
    this.perTrace = perTrace;
  }

  /**
   * A copy of an OTLP request in which so many spans at a time are of one trace, the first of which
   * has an error in its last span, and no other.
   */
  public static byte[] of(byte[] request, int perTrace) {
    TraceBodies made = new TraceBodies(request.clone(), perTrace);
    made.descend(new Wire(made.body, 0, made.body.length), 0);
    return made.body;
  }

  /** ResourceSpans, ScopeSpans, Span. */
  private void descend(Wire message, int level) {
    while (message.next()) {
      if (message.type() == 2 && message.field() == (level == 0 ? 1 : 2)) {
        if (level == 2) {
          span(message.inner());
        } else {
          descend(message.inner(), level + 1);
        }
      }
    }
  }

  private void span(Wire span) {
    while (span.next()) {
      if (span.field() == TRACE_ID && spans % perTrace == 0) {
        first = span.start();
      } else if (span.field() == TRACE_ID) {
        System.arraycopy(body, first, body, span.start(), ID);
      } else if (span.field() == STATUS) {
        for (Wire status = span.inner(); status.next(); ) {
          if (status.field() == CODE) {
            body[status.start()] = spans == perTrace - 1 ? ERROR : OK;
          }
        }
      }
    }
    spans++;
  }
}
