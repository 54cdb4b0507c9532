package io.beltline.service.reporting;

import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.otlp.WireWriter;
import io.beltline.service.logging.LogLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.event.Level;

/**
 * Writes lines of the log as an OTLP request. The field numbers are those of {@code
 * opentelemetry/proto/logs/v1/logs.proto}.
 */
final class OtlpLogs {
  private static final String SCOPE = "io.beltline";

  private OtlpLogs() {}

  /** A request with the lines in their order. */
  static Logs of(List<LogLine> lines, Map<String, String> resource) {
    WireWriter out = new WireWriter(256 * lines.size());
    int resourceLogs = out.begin(1);
    int described = out.begin(1);
    resource.forEach((key, value) -> attribute(out, 1, key, value));
    out.end(described);
    int scopeLogs = out.begin(2);
    int scope = out.begin(1);
    out.string(1, SCOPE);
    out.end(scope);
    lines.forEach(line -> line(out, line));
    out.end(scopeLogs);
    out.end(resourceLogs);
    return new Logs(Payload.of(out.toSlice()));
  }

  private static void line(WireWriter out, LogLine line) {
    int mark = out.begin(2);
    long time = nanos(line.time());
    out.fixed64(1, time);
    out.varint(2, severity(line.level()));
    out.string(3, line.level().name());
    int body = out.begin(5);
    out.string(1, line.message());
    out.end(body);
    line.fields().forEach((key, value) -> attribute(out, 6, key, value));
    if (!line.logger().isEmpty()) {
      attribute(out, 6, "logger", line.logger());
    }
    Throwable cause = line.cause();
    if (cause != null) {
      attribute(out, 6, "exception.type", cause.getClass().getName());
      attribute(out, 6, "exception.message", String.valueOf(cause.getMessage()));
      StringWriter stack = new StringWriter();
      cause.printStackTrace(new PrintWriter(stack, true));
      attribute(out, 6, "exception.stacktrace", stack.toString());
    }
    out.fixed64(11, time);
    out.end(mark);
  }

  private static void attribute(WireWriter out, int field, String key, Object value) {
    int mark = out.begin(field);
    out.string(1, key);
    int any = out.begin(2);
    switch (value) {
      case Boolean flag -> out.bool(2, flag);
      case Integer number -> out.varint(3, number);
      case Long number -> out.varint(3, number);
      case Double number -> out.float64(4, number);
      default -> out.string(1, value.toString());
    }
    out.end(any);
    out.end(mark);
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000 + time.getNano();
  }

  /** The number the specification gives a level. */
  private static int severity(Level level) {
    return switch (level) {
      case TRACE -> 1;
      case DEBUG -> 5;
      case INFO -> 9;
      case WARN -> 13;
      case ERROR -> 17;
    };
  }
}
