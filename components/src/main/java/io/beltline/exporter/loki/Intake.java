package io.beltline.exporter.loki;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.ResourceLogsView;
import io.beltline.model.otlp.ScopeLogsView;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks the records of a request into a plan. Used by one thread for one request. */
final class Intake {
  private final LokiExporterConfig config;
  private final LabelChoice choice;
  private final Labelling labelling;
  private final Losses losses;
  private final long now;
  private final @Nullable BitSet some;
  private final LineWriter writer;
  private final Plan plan = new Plan();
  private int item;

  /**
   * An intake.
   *
   * @param now the time of records that have none
   * @param some the places of the records to take; null for all
   */
  Intake(
      LokiExporterConfig config,
      LabelChoice choice,
      Labelling labelling,
      Losses losses,
      long now,
      @Nullable BitSet some) {
    this.config = config;
    this.choice = choice;
    this.labelling = labelling;
    this.losses = losses;
    this.now = now;
    this.some = some;
    LabelsConfig older = config.labels();
    this.writer = new LineWriter(older == null ? Set.of() : older.record().keySet());
  }

  /** What becomes of all records that were taken. */
  Plan plan() {
    return plan;
  }

  /** Takes one request, or one of several that travel together. */
  void request(Slice bytes) {
    var request = new ExportLogsServiceRequestView();
    request.wrap(bytes);
    var scopes = new Cursor<>(new ScopeLogsView());
    var records = new Cursor<>(new LogRecordView());
    for (var all = request.resourceLogs(new Cursor<>(new ResourceLogsView())); all.next(); ) {
      choice.resource(all.item().resource());
      writer.resource(all.item().resource());
      for (all.item().scopeLogs(scopes); scopes.next(); ) {
        writer.scope(scopes.item().scope());
        for (scopes.item().logRecords(records); records.next(); ) {
          if (some == null || some.get(item)) {
            record(records.item());
          }
          item++;
        }
      }
    }
  }

  private void record(LogRecordView record) {
    String tenant = choice.tenant(record.attributes());
    if (!Tenants.canBeSent(tenant)) {
      plan.ofNobody(item);
      losses.refused("tenant", 1);
      return;
    }
    LineFormat format = choice.format(record.attributes(), losses);
    Labelled where = labelling.of(tenant, record, format);
    Slice line = writer.line(record, format, where.used());
    int most = config.limits().maxLineSize();
    if (most > 0 && line.length() > most) {
      plan.tooLong(item, line.length());
      losses.refused("line_too_long", 1);
      return;
    }
    plan.add(where, item, time(record), line);
  }

  private long time(LogRecordView record) {
    long time = record.timeUnixNano();
    if (time != 0) {
      return time;
    }
    long observed = record.observedTimeUnixNano();
    return observed == 0 ? now : observed;
  }
}
