package io.beltline.exporter.loadbalancing;

import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.SpanView;

/**
 * The key is the trace id. A log record without one goes by its own bytes: anywhere, but to the
 * same place when it is sent again.
 */
final class TraceIdKeys implements KeyReader {
  private static final Slice NONE = Slice.of(new byte[16]);

  private final Hash hash = new Hash();
  private final WireFields fields = new WireFields();
  private final boolean logs;
  private final int field;

  TraceIdKeys(Signal signal) {
    this.logs = signal == Signal.LOGS;
    this.field = logs ? LogRecordView.TRACE_ID : SpanView.TRACE_ID;
  }

  @Override
  public long item(Slice item) {
    fields.open(item);
    while (fields.next()) {
      if (fields.isBytes(field)) {
        Slice id = fields.content();
        if (id.length() > 0 && !(logs && id.equals(NONE))) {
          return hash.of(id);
        }
      }
    }
    return hash.of(logs ? item : NONE);
  }
}
