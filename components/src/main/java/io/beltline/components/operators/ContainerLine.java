package io.beltline.components.operators;

import io.beltline.components.expression.ExpressionException;
import io.beltline.components.expression.JsonText;
import io.beltline.components.operators.ContainerConfig.Format;
import io.beltline.components.timelayout.InvalidTimeException;
import io.beltline.components.timelayout.TimeLayout;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line of a container runtime: time, stream, tag and text.
 *
 * <p>Docker divides a line after 16 KiB of UTF-8 and ends only the last part by a line feed;
 * runtimes of the container runtime interface tag each part but the last with P.
 */
final class ContainerLine {
  private static final int DOCKER_PART = 16 * 1024;
  private static final String TAG = "logtag";
  private static final TimeLayout TIME = time();

  private final Field from;
  private final @Nullable Format format;

  ContainerLine(Field from, @Nullable Format format) {
    this.from = from;
    this.format = format;
  }

  private static TimeLayout time() {
    try {
      return TimeLayout.go("2006-01-02T15:04:05.999999999Z07:00", ZoneOffset.UTC, Map.of());
    } catch (InvalidTimeException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  /** Parses the line of an entry, whose body becomes the text. */
  void parse(Entry entry, Field to) throws OperatorException {
    String line = Steps.text(entry, from);
    boolean json = format == null ? line.startsWith("{") : format == Format.DOCKER;
    if (json) {
      docker(line, entry, to);
    } else {
      runtime(line, entry, to);
    }
  }

  private static void docker(String line, Entry entry, Field to) throws OperatorException {
    Object value;
    try {
      value = JsonText.read(line);
    } catch (ExpressionException wrong) {
      throw OperatorException.of(wrong);
    }
    if (!(value instanceof Map<?, ?> map)
        || !(map.get("log") instanceof String log)
        || !(map.get("time") instanceof String time)) {
      throw new OperatorException("is no line of docker (expected: JSON with log, stream, time)");
    }
    Map<String, @Nullable Object> parsed = new LinkedHashMap<>();
    map.forEach((key, one) -> parsed.put(String.valueOf(key), one));
    parsed.remove("log");
    parsed.remove("time");
    String stream = String.valueOf(parsed.remove("stream"));
    take(entry, to, parsed, stream, time);
    boolean ended = log.endsWith("\n");
    entry.body(ended ? log.substring(0, log.length() - 1) : log);
    entry.partial = !ended && log.getBytes(StandardCharsets.UTF_8).length >= DOCKER_PART;
  }

  private static void runtime(String line, Entry entry, Field to) throws OperatorException {
    int time = line.indexOf(' ');
    int stream = time < 0 ? -1 : line.indexOf(' ', time + 1);
    String name = stream < 0 ? "" : line.substring(time + 1, stream);
    if (!name.equals("stdout") && !name.equals("stderr")) {
      throw new OperatorException(
          "is no line of a container runtime (expected: TIME stdout|stderr TAG TEXT)");
    }
    int tag = line.indexOf(' ', stream + 1);
    int end = tag < 0 ? line.length() : tag;
    Map<String, @Nullable Object> parsed = new LinkedHashMap<>();
    String logTag = line.substring(stream + 1, end);
    parsed.put(TAG, logTag);
    take(entry, to, parsed, name, line.substring(0, time));
    entry.body(tag < 0 ? "" : line.substring(tag + 1));
    entry.partial = logTag.equals("P") || logTag.startsWith("P:");
  }

  private static void take(
      Entry entry, Field to, Map<String, @Nullable Object> parsed, String stream, String time)
      throws OperatorException {
    long moment;
    try {
      moment = TIME.parse(time, 0);
    } catch (InvalidTimeException wrong) {
      throw OperatorException.of(wrong);
    }
    parsed.put("log.iostream", stream);
    to.set(entry, parsed);
    entry.timeUnixNanos = moment;
    entry.within(stream);
  }
}
