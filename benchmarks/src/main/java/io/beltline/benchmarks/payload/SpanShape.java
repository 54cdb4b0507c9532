package io.beltline.benchmarks.payload;

import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.WireWriter;
import java.util.SplittableRandom;

/** Server spans of an HTTP service. */
final class SpanShape implements Shape {
  private static final int SIZE = 361;
  private static final int FRAME = 3;
  private static final int DIGITS = 20;
  private static final String[] METHODS = {"GET", "GET", "GET", "POST", "PUT", "DELETE"};
  private static final String[] ROUTES = {"/cart", "/items", "/orders", "/users", "/search"};
  private static final int[] CODES = {200, 200, 200, 200, 201, 204, 404, 500};

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
    String method = Fields.one(METHODS, random);
    String route = Fields.one(ROUTES, random);
    int code = CODES[random.nextInt(CODES.length)];
    out.bytes(SpanView.TRACE_ID, Fields.id(16, random));
    out.bytes(SpanView.SPAN_ID, Fields.id(8, random));
    out.bytes(SpanView.PARENT_SPAN_ID, Fields.id(8, random));
    out.string(SpanView.NAME, method + " " + route);
    out.varint(SpanView.KIND, 2);
    out.fixed64(SpanView.START_TIME_UNIX_NANO, now);
    out.fixed64(SpanView.END_TIME_UNIX_NANO, now + 50_000 + random.nextInt(9_000_000));
    int attributes = SpanView.ATTRIBUTES;
    Fields.text(out, attributes, "http.request.method", method);
    Fields.text(out, attributes, "http.route", route);
    Fields.number(out, attributes, "http.response.status_code", code);
    Fields.number(out, attributes, "server.port", 8080);
    Fields.text(out, attributes, "url.scheme", "https");
    Fields.text(out, attributes, "client.address", "10.8.0." + random.nextInt(256));
    Fields.number(out, attributes, "thread.id", 20 + random.nextInt(100));
    Fields.text(out, attributes, "enduser.id", "u" + random.nextInt(100_000));
    int status = out.begin(SpanView.STATUS);
    out.varint(3, code >= 500 ? 2 : 1);
    out.end(status);
    Fields.fill(out, attributes, "url.path", start, SIZE - FRAME, DIGITS, random);
  }
}
