package io.beltline.benchmarks.payload;

import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.WireWriter;
import java.util.SplittableRandom;

/** Client spans of a database driver: many attributes and an event. */
final class WideSpanShape implements Shape {
  private static final int SIZE = 800;
  private static final int FRAME = 3;
  private static final int DIGITS = 60;
  private static final String[] TABLES = {"orders", "items", "users", "stock", "payments"};
  private static final String[] VERBS = {"SELECT", "SELECT", "INSERT", "UPDATE"};

  @Override
  public int itemSize() {
    return SIZE;
  }

  @Override
  public void write(WireWriter out, int items, SplittableRandom random) {
    long now = Fields.EPOCH;
    for (int i = 0; i < items; i++) {
      now += random.nextInt(2_000_000);
      int span = out.begin(2);
      one(out, span, now, random);
      out.end(span);
    }
  }

  private static void one(WireWriter out, int start, long now, SplittableRandom random) {
    String verb = Fields.one(VERBS, random);
    String table = Fields.one(TABLES, random);
    out.bytes(SpanView.TRACE_ID, Fields.id(16, random));
    out.bytes(SpanView.SPAN_ID, Fields.id(8, random));
    out.bytes(SpanView.PARENT_SPAN_ID, Fields.id(8, random));
    out.string(SpanView.NAME, verb + " " + table);
    out.varint(SpanView.KIND, 3);
    out.fixed64(SpanView.START_TIME_UNIX_NANO, now);
    out.fixed64(SpanView.END_TIME_UNIX_NANO, now + 50_000 + random.nextInt(9_000_000));
    attributes(out, verb, table, random);
    int event = out.begin(SpanView.EVENTS);
    out.fixed64(1, now + random.nextInt(50_000));
    out.string(2, "connection taken");
    Fields.number(out, 3, "pool.idle", random.nextInt(20));
    out.end(event);
    int status = out.begin(SpanView.STATUS);
    out.varint(3, 1);
    out.end(status);
    Fields.fill(out, SpanView.ATTRIBUTES, "db.query.key", start, SIZE - FRAME, DIGITS, random);
  }

  private static void attributes(
      WireWriter out, String verb, String table, SplittableRandom random) {
    int field = SpanView.ATTRIBUTES;
    Fields.text(out, field, "db.system.name", "postgresql");
    Fields.text(out, field, "db.namespace", "shop");
    Fields.text(out, field, "db.operation.name", verb);
    Fields.text(out, field, "db.collection.name", table);
    Fields.text(out, field, "db.query.summary", verb + " " + table);
    Fields.text(out, field, "db.user", "u" + random.nextInt(100));
    Fields.number(out, field, "db.response.rows", random.nextInt(500));
    Fields.text(out, field, "server.address", "db-" + random.nextInt(8) + ".internal");
    Fields.number(out, field, "server.port", 5432);
    Fields.text(out, field, "network.peer.address", "10.9.0." + random.nextInt(256));
    Fields.number(out, field, "network.peer.port", 30_000 + random.nextInt(10_000));
    Fields.number(out, field, "thread.id", 20 + random.nextInt(100));
    Fields.text(out, field, "thread.name", "worker-" + random.nextInt(16));
    Fields.text(out, field, "code.function", "findBy" + table);
    Fields.number(out, field, "code.lineno", random.nextInt(900));
    Fields.text(out, field, "enduser.id", "u" + random.nextInt(100_000));
    Fields.text(out, field, "tenant", Fields.digits(16, random));
    Fields.number(out, field, "pool.size", 20);
    Fields.text(out, field, "statement", Fields.words(30, random) + Fields.digits(24, random));
  }
}
