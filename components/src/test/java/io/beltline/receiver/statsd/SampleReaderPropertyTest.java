package io.beltline.receiver.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written as a line is read again, and any other bytes are refused without harm. */
class SampleReaderPropertyTest {
  private static final Map<SampleType, String> LETTERS =
      Map.of(
          SampleType.COUNTER, "c",
          SampleType.GAUGE, "g",
          SampleType.TIMING, "ms",
          SampleType.HISTOGRAM, "h",
          SampleType.DISTRIBUTION, "d");

  @Provide
  Arbitrary<Sample> samples() {
    Arbitrary<String> words =
        Arbitraries.strings().withChars("abcÄ.-_ 漢/").ofMinLength(1).ofMaxLength(12);
    Arbitrary<List<Sample.Value>> values =
        Arbitraries.doubles()
            .between(-1e12, 1e12)
            .map(value -> new Sample.Value(value, false))
            .list()
            .ofMinSize(1)
            .ofMaxSize(5);
    return Combinators.combine(
            words,
            Arbitraries.of(SampleType.class),
            Arbitraries.maps(words, words).ofMaxSize(5),
            values,
            Arbitraries.doubles().between(0.001, 1).ofScale(3),
            Arbitraries.longs().between(0, 4_000_000_000L))
        .as(
            (name, type, tags, numbers, rate, seconds) ->
                new Sample(
                    new SeriesKey(name, type, new TreeMap<>(tags)),
                    numbers.stream()
                        .map(
                            one ->
                                new Sample.Value(
                                    one.number(), Double.toString(one.number()).startsWith("-")))
                        .toList(),
                    rate,
                    timed(type) ? seconds * 1_000_000_000 : 0));
  }

  private static boolean timed(SampleType type) {
    return type == SampleType.COUNTER || type == SampleType.GAUGE;
  }

  private static String line(Sample sample) {
    StringJoiner values = new StringJoiner(":");
    sample.values().forEach(value -> values.add(Double.toString(value.number())));
    StringJoiner tags = new StringJoiner(",", "|#", "");
    sample.series().attributes().forEach((key, value) -> tags.add(key + ":" + value));
    return sample.series().name()
        + ":"
        + values
        + "|"
        + LETTERS.get(sample.series().type())
        + "|@"
        + sample.rate()
        + tags
        + (timed(sample.series().type()) ? "|T" + sample.time() / 1_000_000_000 : "");
  }

  @Property(tries = 500, seed = "20261128")
  void aLineIsReadAsItWasWritten(@ForAll("samples") Sample sample) throws RefusedLineException {
    byte[] line = ("##" + line(sample) + "##").getBytes(StandardCharsets.UTF_8);
    assertThat(new SampleReader(false, false).read(line, 2, line.length - 2)).isEqualTo(sample);
  }

  @Property(tries = 2000, seed = "20261128")
  void otherBytesAreRefusedInWords(
      @ForAll("samples") Sample sample, @ForAll("cuts") int at, @ForAll byte other) {
    byte[] line = line(sample).getBytes(StandardCharsets.UTF_8);
    line[at % line.length] = other;
    readsOrRefuses(line, line.length);
    readsOrRefuses(line, at % line.length);
  }

  @Provide
  Arbitrary<Integer> cuts() {
    return Arbitraries.integers().between(0, 200);
  }

  @Property(tries = 2000, seed = "20261128")
  void anyTextIsRefusedInWords(@ForAll("texts") String text) {
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    readsOrRefuses(line, line.length);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("a1:|@#cgmshdT,.+-e\u0000 ").ofMaxLength(30);
  }

  private static void readsOrRefuses(byte[] line, int length) {
    for (boolean simple : new boolean[] {false, true}) {
      try {
        Sample read = new SampleReader(simple, simple).read(line, 0, length);
        assertThat(read.series().name()).isNotEmpty();
        assertThat(read.values()).isNotEmpty().allMatch(one -> Double.isFinite(one.number()));
        assertThat(read.rate()).isGreaterThan(0).isLessThanOrEqualTo(1);
      } catch (RefusedLineException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
        assertThat(refused.reason()).isIn("malformed", "unsupported_type", "not_finite");
      }
    }
  }
}
