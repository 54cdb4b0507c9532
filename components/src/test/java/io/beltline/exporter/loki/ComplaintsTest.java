package io.beltline.exporter.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.loki.Complaint.Kind;
import io.beltline.model.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of Loki 3.7, and of 2.9 where they differ. */
class ComplaintsTest {
  private static final String STREAM = "{app=\"a\", service_name=\"a\"}";

  private static Line line(String time, int length) {
    Instant at = Instant.parse(time);
    return new Line(
        0,
        at.getEpochSecond() * 1_000_000_000 + at.getNano(),
        Slice.of(new byte[length]),
        List.of(new Pair("k", "value")));
  }

  private static Complaint only(String words) {
    List<Complaint> found = Complaints.of(words);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void linesThatAreTooOldOrTooNewAreKnownByTheirSecond() {
    Complaint old =
        only(
            "entry for stream '"
                + STREAM
                + "' has timestamp too old: 2026-01-01T10:00:00Z, oldest acceptable timestamp is:"
                + " 2026-11-21T10:00:00Z");
    assertThat(old.kind()).isEqualTo(Kind.TOO_OLD);
    assertThat(old.lines().test(line("2026-01-01T10:00:00.9Z", 1))).isTrue();
    assertThat(old.lines().test(line("2026-01-01T10:00:01Z", 1))).isFalse();
    Complaint ahead =
        only("entry for stream '" + STREAM + "' has timestamp too new: 2030-01-01T10:00:00+01:00");
    assertThat(ahead.kind()).isEqualTo(Kind.TOO_NEW);
    assertThat(ahead.lines().test(line("2030-01-01T09:00:00.5Z", 1))).isTrue();
  }

  @Test
  void linesThatAreTooLongAreKnownByTheirLength() {
    Complaint complaint =
        only(
            "max entry size '262144' bytes exceeded for stream '"
                + STREAM
                + "' while adding an entry with length '262145' bytes");
    assertThat(complaint.kind()).isEqualTo(Kind.LINE_TOO_LONG);
    assertThat(complaint.lines().test(line("2026-01-01T10:00:00Z", 262145))).isTrue();
    assertThat(complaint.lines().test(line("2026-01-01T10:00:00Z", 262146))).isFalse();
  }

  @Test
  void structuredMetadataIsKnownByItsSizeOrCount() {
    Complaint large =
        only(
            "stream '"
                + STREAM
                + "' has structured metadata too large: '6' bytes, limit: '5' bytes. Please see");
    assertThat(large.kind()).isEqualTo(Kind.STRUCTURED_METADATA);
    assertThat(large.lines().test(line("2026-01-01T10:00:00Z", 1))).isTrue();
    Complaint many =
        only("stream '" + STREAM + "' has too many structured metadata labels: '1', limit: '0'.");
    assertThat(many.lines().test(line("2026-01-01T10:00:00Z", 1))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entry for stream '%s' has 16 label names; limit 15|LABELS",
        "stream '%s' has label name too long: 'x'|LABELS",
        "stream '%s' has label value too long: 'x'|LABELS",
        "stream '%s' has duplicate label name: 'x'|LABELS",
        "missing required labels 'env' for user 'u' for stream '%s' (policy: '')|LABELS",
        "stream '%s' includes structured metadata, but this feature is"
            + " disallowed.|NO_STRUCTURED_METADATA",
        "maximum active stream limit exceeded when trying to create stream %s, reduce"
            + " the|STREAM_LIMIT",
        "Maximum active stream limit exceeded when trying to create stream %s, reduce"
            + " the|STREAM_LIMIT",
        "entry with timestamp 2026-01-01 ignored, reason: 'Per stream rate limit exceeded (limit:"
            + " 3MB/sec) while attempting to ingest for stream '%s' totaling 1kB',"
            + " user 'u', total ignored: 1 out of 9 for stream: %s|STREAM_RATE",
      })
  void streamsAreKnownByTheirLabels(String words, Kind kind) {
    Complaint complaint = only(words.replace("%s", STREAM));
    assertThat(complaint.kind()).isEqualTo(kind);
    assertThat(complaint.oldest()).isEqualTo(Integer.MAX_VALUE);
    assertThat(complaint.concerns(new Stream("", new TreeMap<>(Map.of("app", "a"))))).isTrue();
    assertThat(complaint.concerns(new Stream("", new TreeMap<>(Map.of("app", "b"))))).isFalse();
  }

  @Test
  void linesTooFarBehindAreTheOldestOfTheirStream() {
    Complaint complaint =
        only(
            "entry with timestamp 2026-01-01 10:00:00 +0000 UTC ignored, reason: 'entry too far"
                + " behind, entry timestamp is: 2026-01-01T10:00:00Z, oldest acceptable timestamp"
                + " is: 2026-01-01T11:00:00Z',\nuser 'fake', total ignored: 3 out of 9 for stream: "
                + STREAM);
    assertThat(complaint.kind()).isEqualTo(Kind.TOO_FAR_BEHIND);
    assertThat(complaint.oldest()).isEqualTo(3);
  }

  @Test
  void severalComplaintsAreAllHeard() {
    String long1 =
        "max entry size '9' bytes exceeded for stream '{a=\"1\"}' while adding an entry with length"
            + " '10' bytes";
    String long2 = long1.replace("a=\"1\"", "a=\"{\"");
    assertThat(Complaints.of("2 errors like: " + long1 + "; 1 errors like: " + long2))
        .extracting(one -> one.labels().get("a"))
        .containsExactly("1", "{");
  }

  @Test
  void streamShardsAreTheStream() {
    Complaint complaint =
        only("stream '{__stream_shard__=\"2\", app=\"a\"}' has label name too long: 'x'");
    assertThat(complaint.concerns(new Stream("", new TreeMap<>(Map.of("app", "a"))))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ingestion rate limit exceeded for user fake (limit: 4194304 bytes/sec) while attempting|x",
        "rpc error: code = Unavailable {a|x",
        "{\"code\":3,\"message\":\"{}\"}|x",
        "entry for stream '{a=\"1\"}' has timestamp too old: yesterday, oldest acceptable|x",
      })
  void otherWordsNameNothing(String words, String ignored) {
    assertThat(Complaints.of(words)).as(ignored).isEmpty();
  }

  @Property(tries = 2000, seed = "20261128")
  void survivesAnything(@ForAll long seed) {
    Random random = new Random(seed);
    String[] parts = {
      "{a=\"1\"}",
      "{",
      "}",
      "'",
      " has timestamp too old: ",
      "2026-01-01T10:00:00Z",
      ", oldest acceptable",
      "total ignored: ",
      "99999999999",
      " out of 1 for stream: ",
      "' while adding an entry with length '",
      "' bytes",
      "\n",
      "trying to create stream ",
      "\\"
    };
    StringBuilder words = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      words.append(parts[random.nextInt(parts.length)]);
    }
    for (Complaint complaint : Complaints.of(words.toString())) {
      assertThat(complaint.labels()).isIn(Map.of(), Map.of("a", "1"));
    }
  }
}
