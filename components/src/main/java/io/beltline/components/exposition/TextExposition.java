package io.beltline.components.exposition;

import static io.beltline.components.exposition.SeriesText.isBlank;

import io.beltline.components.otlp.Room;
import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.IncomingLabel;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text formats: Prometheus' 0.0.4 and 1.0.0, and OpenMetrics 1.0. A line that cannot be
 * read is told and left out, the others are read. One thread.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">0.0.4</a>
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>
 */
public final class TextExposition {
  private static final byte[] TYPE = "TYPE".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HELP = "HELP".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UNIT = "UNIT".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EOF = "EOF".getBytes(StandardCharsets.US_ASCII);

  private final boolean openMetrics;
  private final ExpositionSink sink;
  private final Room room;
  private final NumberText number = new NumberText();
  private byte[] in = {};
  private int at;
  private int line;
  private int end;

  /**
   * A reader of one of the formats.
   *
   * @param room asked before anything is made of the bytes that is more than they are
   */
  public TextExposition(boolean openMetrics, ExpositionSink sink, Room room) {
    this.room = room;
    this.openMetrics = openMetrics;
    this.sink = sink;
  }

  /**
   * Reads an exposition; false if it must have an end of its own and has none.
   *
   * @throws Room.NoRoomException if there is no room for it
   */
  public boolean read(Slice body) {
    in = body.array();
    int to = body.end();
    boolean ended = false;
    for (int next = body.offset(); next < to && !ended && !sink.isOver(); next = end + 1) {
      line = next;
      int length = sink.expected(in, next, to);
      at = next + length;
      end = at;
      while (end < to && in[end] != '\n') {
        end++;
      }
      if (length > 0) {
        values(next, at);
      } else {
        ended = line();
      }
    }
    if (ended && end + 1 < to) {
      sink.malformed("text behind the end", in, end + 1, to);
    }
    return ended || !openMetrics || sink.isOver();
  }

  /** Reads a line of any kind; true if it is the end of the exposition. */
  private boolean line() {
    blanks();
    if (at == end || (in[at] == '\r' && at + 1 == end)) {
      return false;
    }
    if (in[at] == '#') {
      at++;
      return comment();
    }
    int begin = at;
    int behind = SeriesText.end(in, begin, end);
    if (behind < 0) {
      malformed("labels that do not end");
    } else {
      at = behind;
      values(begin, behind);
    }
    return false;
  }

  private void values(int from, int to) {
    blanks();
    int begin = at;
    token();
    if (begin == at || !number.read(in, begin, at)) {
      malformed("a value that is no number");
      return;
    }
    double value = number.value();
    blanks();
    long time = ExpositionSink.NO_TIME;
    if (at < end && in[at] != '#' && in[at] != '\r') {
      begin = at;
      token();
      if (!number.read(in, begin, at) || !isTime(number.value())) {
        malformed("a time that is no number");
        return;
      }
      time = millis(number.value());
      blanks();
    }
    List<IncomingExemplar> exemplars = List.of();
    if (at < end && in[at] == '#' && openMetrics) {
      IncomingExemplar exemplar = exemplar();
      if (exemplar != null) {
        exemplars = List.of(exemplar);
      }
    } else if (at < end && !(in[at] == '\r' && at + 1 == end)) {
      malformed("text behind the value");
      return;
    }
    sink.sample(in, from, to, value, time, exemplars);
  }

  /** An exemplar; null if it cannot be read, which costs the sample nothing. */
  private @Nullable IncomingExemplar exemplar() {
    at++;
    blanks();
    int begin = at + 1;
    int behind = at < end && in[at] == '{' ? SeriesText.braces(in, begin, end) : -1;
    if (behind < 0) {
      malformed("an exemplar without labels");
      return null;
    }
    at = behind;
    blanks();
    int from = at;
    token();
    if (!number.read(in, from, at)) {
      malformed("an exemplar without a value");
      return null;
    }
    double value = number.value();
    blanks();
    from = at;
    token();
    long when = IncomingExemplar.NO_TIME;
    if (at > from) {
      if (!number.read(in, from, at) || !isTime(number.value())) {
        malformed("an exemplar with a wrong time");
        return null;
      }
      when = millis(number.value());
    }
    try {
      room.take(IncomingExemplar.ROOM + IncomingLabel.ROOM * (long) (behind - begin) / 5);
      return new IncomingExemplar(SeriesText.braced(in, begin, behind), value, when);
    } catch (MalformedSeriesException wrong) {
      malformed("an exemplar with wrong labels");
      return null;
    }
  }

  private boolean comment() {
    blanks();
    int begin = at;
    token();
    boolean help = is(HELP, begin);
    if (is(EOF, begin) && openMetrics) {
      return true;
    }
    boolean unit = is(UNIT, begin) && openMetrics;
    if (!help && !unit && !is(TYPE, begin)) {
      return false;
    }
    blanks();
    int from = at;
    boolean quoted = at < end && in[at] == '"';
    if (quoted) {
      at = closing(at + 1);
      from++;
    } else {
      token();
    }
    int to = at;
    if (to <= from) {
      malformed("a comment without a name");
      return false;
    }
    at = Math.min(end, quoted ? at + 1 : at);
    blanks();
    about(help, unit, from, to);
    return false;
  }

  private void about(boolean help, boolean unit, int from, int to) {
    int last = end > at && in[end - 1] == '\r' ? end - 1 : end;
    String text = help || unit ? new String(in, at, last - at, StandardCharsets.UTF_8) : "";
    if (help) {
      sink.help(in, from, to, text.indexOf('\\') < 0 ? text : SeriesText.unescaped(text));
    } else if (unit) {
      sink.unit(in, from, to, text);
    } else {
      int begin = at;
      token();
      MetricType type = MetricType.of(in, begin, at);
      if (type == null) {
        malformed("a type that is not known");
      } else {
        sink.type(in, from, to, type);
      }
    }
  }

  private int closing(int from) {
    int quote = from;
    while (quote < end && in[quote] != '"') {
      quote += in[quote] == '\\' ? 2 : 1;
    }
    return Math.min(quote, end);
  }

  private boolean is(byte[] word, int from) {
    return Arrays.equals(word, 0, word.length, in, from, at);
  }

  private static boolean isTime(double number) {
    return Math.abs(number) < 1e15; // neither NaN nor beyond what milliseconds can say
  }

  private long millis(double number) {
    return openMetrics ? Math.round(1000 * number) : (long) number;
  }

  private void blanks() {
    while (at < end && isBlank(in[at])) {
      at++;
    }
  }

  private void token() {
    while (at < end && !isBlank(in[at]) && in[at] != '\r') {
      at++;
    }
  }

  private void malformed(String what) {
    sink.malformed(what, in, line, end);
  }
}
