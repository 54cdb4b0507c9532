package io.beltline.receiver.influxdb;

import static io.beltline.receiver.influxdb.MalformedLineException.shown;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads line protocol: {@code measurement[,tag=value...] field=value[,field=value...] [time]}. Of a
 * tag or field that stands twice the later counts. One thread.
 *
 * @see <a
 *     href="https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol/">InfluxDB</a>
 */
final class LineReader {
  /**
   * What a line, and each tag and field, takes on the heap without its text: tags stand in two
   * copies of their map too, while points are made of the line.
   */
  private static final int OBJECT = 240;

  private final LineText text;
  private final FieldValue values;
  private final Precision precision;
  private final long now;
  private final Room room;
  private int line;
  private long largest;
  private long used;

  /**
   * A reader of a request.
   *
   * @param now the time of lines that have none, Unix nanoseconds
   * @param room asked for what the largest line takes: the others follow it
   */
  LineReader(Slice body, Precision precision, long now, Room room) {
    this.text = new LineText(body, this::take);
    this.values = new FieldValue(text);
    this.precision = precision;
    this.now = now;
    this.room = room;
  }

  /** The number of the line that the last one began in, from 1. */
  int line() {
    return line;
  }

  /**
   * The next line; null at the end.
   *
   * @throws MalformedLineException if it is none; the next call goes on behind it
   */
  @Nullable Line next() throws MalformedLineException {
    while (!text.atEnd()) {
      line = text.line();
      text.skipSpaces();
      if (text.peek() == '#' || text.atLineEnd()) {
        text.skipLine();
        continue;
      }
      used = 0;
      try {
        return read();
      } finally {
        text.skipLine();
      }
    }
    return null;
  }

  private Line read() throws MalformedLineException {
    take(OBJECT);
    String measurement = word(" ,");
    if (measurement.isEmpty()) {
      throw new MalformedLineException("the measurement is missing");
    }
    Map<String, String> tags = tags();
    if (text.peek() != ' ') {
      throw new MalformedLineException("the fields are missing (expected: a space before them)");
    }
    text.skipSpaces();
    Map<String, Object> fields = fields();
    return new Line(measurement, tags, fields, time());
  }

  private Map<String, String> tags() throws MalformedLineException {
    Map<String, String> tags = new TreeMap<>();
    while (text.peek() == ',') {
      text.skip();
      String key = key("tag");
      String value = word(", =");
      if (value.isEmpty()) {
        throw new MalformedLineException("the value of tag \"" + shown(key) + "\" is missing");
      }
      tags.put(key, value);
    }
    return tags;
  }

  private Map<String, Object> fields() throws MalformedLineException {
    Map<String, Object> fields = new LinkedHashMap<>();
    String key = key("field");
    fields.put(key, values.read(key));
    while (text.peek() == ',') {
      text.skip();
      key = key("field");
      fields.put(key, values.read(key));
    }
    return fields;
  }

  private String key(String what) throws MalformedLineException {
    take(OBJECT);
    String key = word(", =");
    if (key.isEmpty()) {
      throw new MalformedLineException("the key of a " + what + " is missing");
    }
    if (text.peek() != '=') {
      throw new MalformedLineException(
          "the value of " + what + " \"" + shown(key) + "\" is missing");
    }
    text.skip();
    return key;
  }

  private String word(String ends) throws MalformedLineException {
    return text.word(ends);
  }

  private void take(long bytes) {
    used += bytes;
    if (used > largest) {
      room.take(used - largest);
      largest = used;
    }
  }

  private long time() throws MalformedLineException {
    String written = "";
    if (text.peek() == ' ') {
      text.skipSpaces();
      written = text.token(" ");
      text.skipSpaces();
    }
    if (!text.atLineEnd()) {
      throw new MalformedLineException("something stands behind the last field or the time");
    }
    return written.isEmpty() ? now : time(written);
  }

  private long time(String written) throws MalformedLineException {
    try {
      long time = Math.multiplyExact(Long.parseLong(written), precision.nanos());
      if (time >= 0) {
        return time;
      }
    } catch (NumberFormatException | ArithmeticException none) {
      // said below
    }
    throw new MalformedLineException(
        "\"%s\" is no time (expected: %s since 1970, up to the year 2262)"
            .formatted(shown(written), precision.words()));
  }
}
