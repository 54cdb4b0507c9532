package io.beltline.processor.unroll;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.model.Logs;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.ArrayValueView;
import io.beltline.model.otlp.LogRecordEditor;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a log record of each element of a body that is a list. */
final class UnrollProcessor implements Processor {
  /** What one request may grow by; a list that would need more stays as it is. */
  static final long MAX_GROWTH = 64L << 20;

  private final Settings settings;
  private final boolean recursive;
  private final Consumer next;
  private final Meter.Counter unrolled;
  private final Meter.Counter tooLarge;

  UnrollProcessor(Settings settings, boolean recursive, Consumer next) {
    this.settings = settings;
    this.recursive = recursive;
    this.next = next;
    this.unrolled = counter("unrolled", "Log records that were taken apart.");
    this.tooLarge = counter("too_large", "Log records that would have grown too much.");
  }

  private Meter.Counter counter(String what, String description) {
    return settings
        .meter()
        .counter("beltline_processor_unroll_" + what, "{records}", description, Map.of());
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (!(telemetry instanceof Logs logs)) {
      return next.consume(context, telemetry);
    }
    LogsEditor editor = new LogsEditor(logs);
    long created = 0;
    long room = MAX_GROWTH;
    while (editor.next()) {
      LogRecordEditor log = editor.log();
      if (!log.body().hasArrayValue()) {
        continue;
      }
      List<Slice> elements = new ArrayList<>();
      gather(log.body(), elements);
      Slice rest = withoutBody(log);
      long growth = (long) rest.length() * (elements.size() - 1);
      if (elements.isEmpty()) {
        continue;
      }
      if (growth > room) {
        tooLarge.add(1);
        continue;
      }
      room -= growth;
      unrolled.add(1);
      created += elements.size() - 1;
      editor.removeLog();
      elements.forEach(element -> editor.addLog(record(rest, element)));
    }
    Logs result = editor.finish();
    if (created > 0) {
      settings.ledger().created(Signal.LOGS, "unroll", created);
    }
    return next.consume(context, result);
  }

  private void gather(AnyValueView list, List<Slice> elements) {
    ArrayValueView values = list.arrayValue(new ArrayValueView());
    for (var walk = values.values(); walk.next(); ) {
      if (recursive && walk.item().hasArrayValue()) {
        gather(walk.item(), elements);
      } else {
        elements.add(Slice.of(walk.slice().toByteArray()));
      }
    }
  }

  private static Slice withoutBody(LogRecordEditor log) {
    LogRecordEditor copy = new LogRecordEditor();
    copy.wrap(Slice.of(log.toSlice().toByteArray()));
    copy.clearBody();
    return Slice.of(copy.toSlice().toByteArray());
  }

  private static Slice record(Slice rest, Slice body) {
    Slice field = new WireWriter(body.length() + 8).bytes(LogRecordView.BODY, body).toSlice();
    byte[] bytes = new byte[rest.length() + field.length()];
    System.arraycopy(rest.array(), rest.offset(), bytes, 0, rest.length());
    System.arraycopy(field.array(), field.offset(), bytes, rest.length(), field.length());
    return Slice.of(bytes);
  }
}
