package io.beltline.receiver.prometheus;

import io.beltline.components.exposition.ExpositionSink;
import io.beltline.components.exposition.MalformedSeriesException;
import io.beltline.components.exposition.MetricType;
import io.beltline.components.exposition.SeriesText;
import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import io.beltline.components.scrape.Faults;
import io.beltline.model.otlp.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The series of a target, from scrape to scrape. What an exposition tells becomes points; series it
 * tells no more get an end. It keeps about as much as one exposition has. One thread.
 */
final class TargetSeries implements ExpositionSink {
  private static final int SHOWN = 100;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SampleRules rules;
  private final Faults faults;
  private final String target;
  private final SeriesResolver resolver;
  private final SeriesRoom room;
  private final ByteTable<SeriesEntry> entries = new ByteTable<>();
  private final ByteTable<Family> families = new ByteTable<>();
  private SampleTimes times = SampleTimes.NONE;
  private int scrape;
  private int version;
  private int present;
  private @Nullable SeriesEntry first;
  private @Nullable SeriesEntry last;
  private ScrapeCounts counts = new ScrapeCounts(0);

  /** A target without series. */
  TargetSeries(
      SampleRules rules, SeriesResolver resolver, SeriesRoom room, Faults faults, String target) {
    this.rules = rules;
    this.resolver = resolver;
    this.room = room;
    this.faults = faults;
    this.target = target;
  }

  /** Begins a scrape, or begins it anew without what it has told so far. */
  void begin(SampleTimes begun, long sampleLimit) {
    scrape++;
    times = begun;
    last = null;
    present = 0;
    counts = new ScrapeCounts(sampleLimit);
  }

  /** What the scrape has come to so far. */
  ScrapeCounts counts() {
    return counts;
  }

  @Override
  public boolean isOver() {
    return false; // beyond a limit it is counted on, as Prometheus does
  }

  @Override
  public int expected(byte[] in, int from, int to) {
    SeriesEntry next = last == null ? first : last.next;
    if (next == null) {
      return 0;
    }
    byte[] text = next.key();
    int end = from + text.length;
    if (end >= to || !Arrays.equals(text, 0, text.length, in, from, end)) {
      return 0;
    }
    boolean bare = text[text.length - 1] != '}';
    int at = end;
    while (at < to && (in[at] == ' ' || in[at] == '\t')) {
      at++;
    }
    return at == end || at == to || (bare && in[at] == '{') ? 0 : text.length;
  }

  @Override
  public void type(byte[] in, int from, int to, MetricType type) {
    Family family = family(in, from, to);
    if (family.type != type) {
      family.type = type;
      version++; // what was found out of series may not hold any more
    }
  }

  @Override
  public void help(byte[] in, int from, int to, String text) {
    family(in, from, to).help = text;
  }

  @Override
  public void unit(byte[] in, int from, int to, String unit) {
    Family family = family(in, from, to);
    if (!family.unit.equals(unit)) {
      family.unit = unit;
      version++;
    }
  }

  private Family family(byte[] in, int from, int to) {
    Family family = families.find(in, from, to);
    if (family == null) {
      family = new Family(Arrays.copyOfRange(in, from, to));
      families.add(family);
      room.take(to - from + SeriesEntry.OVERHEAD);
      version++;
    }
    family.seen = scrape;
    return family;
  }

  @Override
  public void sample(
      byte[] in, int from, int to, double value, long time, List<IncomingExemplar> exemplars) {
    if (!counts.scraped()) {
      return;
    }
    SeriesEntry entry = entry(in, from, to, null);
    if (entry == null || entry.role == Role.DROPPED || !counts.kept()) {
      return;
    }
    SeriesPoint point = entry.point;
    if (point == null) {
      if (entry.resource != null) {
        entry.resource.toldIn = scrape;
      } else if (entry.scope != null) {
        entry.scope.toldIn = scrape;
      }
      return;
    }
    if (entry.role == Role.CREATED) {
      point.start = (long) (1e9 * value);
      return;
    }
    if (!point.touch(scrape, times.of(time), times.tracks(time))) {
      leftOut("a series with several times", in, from, to);
    } else if (!take(entry, point, value, exemplars)) {
      leftOut("a series twice", in, from, to);
    }
  }

  private boolean take(
      SeriesEntry entry, SeriesPoint point, double value, List<IncomingExemplar> exemplars) {
    if (point instanceof NumberPoint number) {
      if (number.told == scrape) {
        return false;
      }
      number.told = scrape;
      number.number = value;
      number.exemplars = exemplars;
      return true;
    }
    if (!(point instanceof JoinedPoint joined)) {
      return false;
    }
    joined.add(exemplars);
    Part part = entry.part;
    return part != null
        ? joined.value(part, value)
        : entry.role == Role.SUM ? joined.sum(value) : joined.count(value);
  }

  @Override
  public void histogram(
      byte[] in,
      int from,
      int to,
      IncomingHistogram histogram,
      long time,
      List<IncomingExemplar> exemplars) {
    if (!counts.scraped()) {
      return;
    }
    SeriesEntry entry = entry(in, from, to, histogram);
    if (entry == null || !(entry.point instanceof NativePoint point) || !counts.kept()) {
      return;
    }
    boolean again = point.seen == scrape;
    if (again || !point.touch(scrape, times.of(time), times.tracks(time))) {
      leftOut("a series twice", in, from, to);
      return;
    }
    point.histogram = histogram;
    point.exemplars = exemplars;
  }

  @Override
  public void created(byte[] in, int from, int to, long start) {
    SeriesEntry entry = entries.find(in, from, to);
    if (entry != null && entry.point != null) {
      entry.point.start = start;
    }
  }

  /** The entry of a series; null if its text is none. */
  private @Nullable SeriesEntry entry(
      byte[] in, int from, int to, @Nullable IncomingHistogram histogram) {
    SeriesEntry next = last == null ? first : last.next;
    byte[] text = next == null ? null : next.key();
    SeriesEntry entry =
        text != null && Arrays.equals(text, 0, text.length, in, from, to)
            ? next
            : entries.find(in, from, to);
    if (entry == null || entry.families != version || isGone(entry)) {
      entry = resolve(entry, in, from, to, histogram);
      if (entry == null) {
        return null;
      }
    }
    if (last == null) {
      first = entry;
    } else {
      last.next = entry;
    }
    last = entry;
    if (entry.seen != scrape) {
      entry.seen = scrape;
      present++;
    }
    return entry;
  }

  private static boolean isGone(SeriesEntry entry) {
    return entry.point != null && entry.point.isGone();
  }

  private @Nullable SeriesEntry resolve(
      @Nullable SeriesEntry known,
      byte[] in,
      int from,
      int to,
      @Nullable IncomingHistogram histogram) {
    SeriesEntry entry = known == null ? new SeriesEntry(Arrays.copyOfRange(in, from, to)) : known;
    entry.role = Role.DROPPED;
    entry.point = null;
    entry.part = null;
    try {
      SortedMap<String, String> labels = SeriesText.labels(in, from, to);
      String name = labels.getOrDefault(SeriesText.NAME, "");
      check(name);
      Classification what =
          histogram != null
              ? natively(name)
              : Classification.of(
                  name,
                  !labels.getOrDefault("le", "").isEmpty(),
                  !labels.getOrDefault("quantile", "").isEmpty(),
                  families);
      int bytes = to - from;
      if (rules.apply(labels)) {
        check(labels.getOrDefault(SeriesText.NAME, ""));
        String exceeded = rules.limits().exceeded(labels);
        if (exceeded != null) {
          counts.fail(exceeded, "a series exceeds " + exceeded);
          return null;
        }
        bytes += resolver.resolve(entry, labels, what, histogram != null && histogram.isCustom());
      }
      if (known == null && !keep(entry, bytes)) {
        return null;
      }
    } catch (MalformedSeriesException wrong) {
      malformed(wrong.what(), in, from, to);
      return null;
    }
    entry.families = version;
    return entry;
  }

  private boolean keep(SeriesEntry entry, int bytes) {
    if (!room.take(bytes + SeriesEntry.OVERHEAD)) {
      counts.fail("memory", "there is no memory for its series now");
      return false;
    }
    entries.add(entry);
    if (entry.role != Role.DROPPED) {
      counts.added();
    }
    return true;
  }

  private Classification natively(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    Family family = families.find(bytes, 0, bytes.length);
    return new Classification(family == null ? Family.HISTOGRAM : family, Role.NATIVE, "");
  }

  private void check(String name) throws MalformedSeriesException {
    if (name.isEmpty()) {
      throw new MalformedSeriesException("a series without a name");
    }
    if (rules.classicNames() && !name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*")) {
      throw new MalformedSeriesException("a name that is not classic");
    }
  }

  @Override
  public void malformed(String what, byte[] in, int from, int to) {
    counts.malformed();
    leftOut(what, in, from, to);
  }

  private void leftOut(String what, byte[] in, int from, int to) {
    int end = Math.min(to, from + SHOWN);
    String text = new String(in, from, end - from, StandardCharsets.UTF_8);
    faults.add("exposition", what, target + ": " + text + (end < to ? "..." : ""), 1);
  }

  /** Adds a number that is told of the target itself. */
  void report(ScrapeReport report, double value) {
    SeriesPoint point = report.point(rules, resolver);
    point.touch(scrape, times.now(), true);
    if (point instanceof NumberPoint number) {
      number.number = value;
    }
  }

  /** Writes the points of the scrape into a request, and the ends of those that are gone. */
  long write(WireWriter request) {
    PointCount count = new PointCount(scrape, times.now(), faults, target);
    resolver.resources().values().forEach(resource -> resource.write(request, count));
    return count.points();
  }

  /**
   * Forgets what the scrape has not told.
   *
   * @param delivered whether what was written is taken; if not, ends are told again
   */
  void sweep(boolean delivered) {
    resolver.resources().values().forEach(resource -> resource.sweep(scrape, delivered));
    resolver
        .resources()
        .values()
        .removeIf(resource -> resource.isEmpty() && resource.toldIn != scrape);
    if (present < entries.size()) {
      entries.removeIf(entry -> entry.seen != scrape);
      relink();
      room.keep(bytes());
    }
    families.removeIf(family -> family.seen < scrape - SeriesPoint.PATIENCE);
  }

  /** What is gone must not be held by what is there. */
  private void relink() {
    if (last != null) {
      last.next = null;
    }
    if (first != null && first.seen != scrape) {
      first = null;
    }
  }

  private long bytes() {
    long[] bytes = {0};
    entries.forEach(entry -> bytes[0] += 2L * entry.key().length + SeriesEntry.OVERHEAD);
    return bytes[0];
  }

  /** Gives back what is held for it. */
  void close() {
    room.close();
  }

  /**
   * When samples were taken.
   *
   * @param now when the scrape began, in Unix nanoseconds
   * @param honors whether times that the target says count
   * @param tracksSaid whether the end of series is noticed whose times the target says
   */
  record SampleTimes(long now, boolean honors, boolean tracksSaid) {
    static final SampleTimes NONE = new SampleTimes(0, false, false);

    long of(long millis) {
      return honors && millis != NO_TIME ? millis * NANOS_PER_MILLI : now;
    }

    boolean tracks(long millis) {
      return !honors || millis == NO_TIME || tracksSaid;
    }
  }
}
