package io.beltline.exporter.loki;

import io.beltline.components.loki.StreamLabels;
import io.beltline.exporter.loki.Complaint.Kind;
import io.beltline.model.MalformedTelemetryException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Loki says of single streams and lines. Words that are not known name nothing. The
 * texts are those of Loki 2 and 3.
 *
 * @see <a href="https://github.com/grafana/loki/blob/main/pkg/validation/validate.go">the texts</a>
 */
final class Complaints {
  private static final int LONGEST = 256 * 1024;
  private static final int CONTEXT = 200;

  private static final Pattern OLD =
      Pattern.compile("^'? has timestamp too old: (\\S+?), oldest acceptable");
  private static final Pattern NEW = Pattern.compile("^'? has timestamp too new: ([^\\s;]+)");
  private static final Pattern LONG =
      Pattern.compile("^' while adding an entry with length '(\\d+)' bytes");
  private static final Pattern METADATA =
      Pattern.compile("^' has structured metadata too large: '(\\d+)'");
  private static final Pattern PAIRS =
      Pattern.compile("^' has too many structured metadata labels: '(\\d+)'");
  private static final Pattern LABELS =
      Pattern.compile(
          "^' has (\\d+ label names|label name too long|label value too long|duplicate label)");
  private static final Pattern TOTAL =
      Pattern.compile("total ignored: (\\d+) out of \\d+ for stream: $");

  private final String words;
  private final List<Complaint> found = new ArrayList<>();

  private Complaints(String words) {
    this.words = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
  }

  /** What an answer says. */
  static List<Complaint> of(String words) {
    Complaints complaints = new Complaints(words);
    complaints.read();
    return complaints.found;
  }

  private void read() {
    int behind = 0;
    for (int at = words.indexOf('{'); at >= 0; at = words.indexOf('{', at)) {
      StreamLabels.Found labels;
      try {
        labels = StreamLabels.parse(words, at);
      } catch (MalformedTelemetryException noLabels) {
        at++;
        continue;
      }
      String before = words.substring(behind, at);
      String after =
          words.substring(labels.end(), Math.min(words.length(), labels.end() + CONTEXT));
      Complaint complaint = complaint(labels, before, after);
      if (complaint != null) {
        found.add(complaint);
        behind = labels.end();
      }
      at = labels.end();
    }
  }

  private static @Nullable Complaint complaint(
      StreamLabels.Found stream, String before, String after) {
    Matcher total = TOTAL.matcher(before);
    if (total.find()) {
      boolean rate = before.contains("rate limit exceeded");
      return rate
          ? ofAll(stream, Kind.STREAM_RATE)
          : new Complaint(
              stream.labels(), Kind.TOO_FAR_BEHIND, line -> true, number(total.group(1)));
    }
    if (before.endsWith("trying to create stream ")) {
      return ofAll(stream, Kind.STREAM_LIMIT);
    }
    if (before.contains("missing required labels '") && before.endsWith(" for stream '")) {
      return ofAll(stream, Kind.LABELS);
    }
    if (after.startsWith("' includes structured metadata")) {
      return of(stream, Kind.NO_STRUCTURED_METADATA, line -> !line.metadata().isEmpty());
    }
    return ofLines(stream, after);
  }

  private static @Nullable Complaint ofLines(StreamLabels.Found stream, String after) {
    Matcher match = OLD.matcher(after);
    if (match.find()) {
      return ofSecond(stream, Kind.TOO_OLD, match.group(1));
    }
    match = NEW.matcher(after);
    if (match.find()) {
      return ofSecond(stream, Kind.TOO_NEW, match.group(1));
    }
    match = LONG.matcher(after);
    if (match.find()) {
      int length = number(match.group(1));
      return of(stream, Kind.LINE_TOO_LONG, line -> line.text().length() == length);
    }
    match = METADATA.matcher(after);
    if (match.find()) {
      int size = number(match.group(1));
      return of(stream, Kind.STRUCTURED_METADATA, line -> line.metadataSize() == size);
    }
    match = PAIRS.matcher(after);
    if (match.find()) {
      int count = number(match.group(1));
      return of(stream, Kind.STRUCTURED_METADATA, line -> line.metadata().size() == count);
    }
    return LABELS.matcher(after).find() ? ofAll(stream, Kind.LABELS) : null;
  }

  private static Complaint of(StreamLabels.Found stream, Kind kind, Predicate<Line> lines) {
    return new Complaint(stream.labels(), kind, lines, Integer.MAX_VALUE);
  }

  /** Loki names the second, whichever part of it the line has. */
  private static @Nullable Complaint ofSecond(StreamLabels.Found stream, Kind kind, String time) {
    try {
      Instant second = OffsetDateTime.parse(time).toInstant();
      return of(
          stream,
          kind,
          line -> Math.floorDiv(line.time(), 1_000_000_000L) == second.getEpochSecond());
    } catch (DateTimeParseException noTime) {
      return null;
    }
  }

  private static Complaint ofAll(StreamLabels.Found stream, Kind kind) {
    return of(stream, kind, line -> true);
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException large) {
      return Integer.MAX_VALUE;
    }
  }
}
