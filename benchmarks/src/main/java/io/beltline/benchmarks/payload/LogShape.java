package io.beltline.benchmarks.payload;

import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.WireWriter;
import java.util.SplittableRandom;

/** Log records of a service, half of them inside a trace. */
final class LogShape implements Shape {
  private static final int SIZE = 358;
  private static final int FRAME = 3;
  private static final int BODY = 24;
  private static final int DIGITS = 48;
  private static final String[] LEVELS = {"DEBUG", "INFO", "INFO", "INFO", "WARN", "ERROR"};
  private static final String[] LOGGERS = {"OrderService", "CartController", "StockClient"};

  @Override
  public int itemSize() {
    return SIZE;
  }

  @Override
  public void write(WireWriter out, int items, SplittableRandom random) {
    long now = Fields.EPOCH;
    for (int i = 0; i < items; i++) {
      now += random.nextInt(2_000_000);
      int log = out.begin(2);
      one(out, log, now, random);
      out.end(log);
    }
  }

  private static void one(WireWriter out, int start, long now, SplittableRandom random) {
    out.fixed64(LogRecordView.TIME_UNIX_NANO, now);
    int level = random.nextInt(LEVELS.length);
    out.varint(LogRecordView.SEVERITY_NUMBER, 5 + 4L * (level == 0 ? 0 : Math.max(1, level - 2)));
    out.string(LogRecordView.SEVERITY_TEXT, LEVELS[level]);
    int body = out.begin(LogRecordView.BODY);
    out.string(1, Fields.words(BODY, random) + Fields.digits(DIGITS, random));
    out.end(body);
    int attributes = LogRecordView.ATTRIBUTES;
    Fields.text(out, attributes, "logger.name", "com.example." + Fields.one(LOGGERS, random));
    Fields.number(out, attributes, "thread.id", 20 + random.nextInt(100));
    Fields.text(out, attributes, "thread.name", "worker-" + random.nextInt(16));
    Fields.text(out, attributes, "enduser.id", "u" + random.nextInt(100_000));
    Fields.number(out, attributes, "http.response.status_code", 200 + random.nextInt(5));
    Fields.text(out, attributes, "client.address", "10.8.0." + random.nextInt(256));
    Fields.number(out, attributes, "duration_us", random.nextInt(1_000_000));
    if (random.nextBoolean()) {
      out.bytes(LogRecordView.TRACE_ID, Fields.id(16, random));
      out.bytes(LogRecordView.SPAN_ID, Fields.id(8, random));
    }
    out.fixed64(LogRecordView.OBSERVED_TIME_UNIX_NANO, now + random.nextInt(1_000_000));
    Fields.fill(out, attributes, "detail", start, SIZE - FRAME, 0, random);
  }
}
