package io.beltline.receiver.prometheus;

import io.beltline.components.exposition.ExpositionSink;
import io.beltline.components.exposition.MalformedSeriesException;
import io.beltline.components.exposition.MetricType;
import io.beltline.components.otlp.Room;
import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import io.beltline.components.scrape.Faults;
import io.beltline.model.otlp.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The series of a target, from scrape to scrape. What an exposition tells becomes points; series it
 * tells no more get an end. It keeps about as much as one exposition has. One thread.
 */
final class TargetSeries implements ExpositionSink {
  private static final int SHOWN = 100;

  private final SampleRules rules;
  private final Faults faults;
  private final String target;
  private final SeriesResolver resolver;
  private final SeriesTable table;
  private SampleTimes times = SampleTimes.NONE;
  private int scrape;
  private ScrapeCounts counts = new ScrapeCounts(0);

  /** A target without series. */
  TargetSeries(
      SampleRules rules, SeriesResolver resolver, SeriesRoom room, Faults faults, String target) {
    this.rules = rules;
    this.resolver = resolver;
    this.table = new SeriesTable(rules, resolver, room);
    this.faults = faults;
    this.target = target;
  }

  /** Begins a scrape, and returns what it will have come to. */
  ScrapeCounts begin(SampleTimes begun, long sampleLimit) {
    counts = new ScrapeCounts(sampleLimit);
    times = begun;
    beginAnew();
    return counts;
  }

  /** Begins the scrape anew without what it has told so far; what it has come to stays. */
  void beginAnew() {
    scrape++;
    table.begin(scrape, counts);
  }

  /** What the scrape has come to so far. */
  ScrapeCounts counts() {
    return counts;
  }

  @Override
  public boolean isOver() {
    return counts.isOver(); // beyond a limit it is counted on, as Prometheus does
  }

  @Override
  public int expected(byte[] in, int from, int to) {
    return table.expected(in, from, to);
  }

  @Override
  public void type(byte[] in, int from, int to, MetricType type) {
    table.type(in, from, to, type);
  }

  @Override
  public void help(byte[] in, int from, int to, String text) {
    table.help(in, from, to, text);
  }

  @Override
  public void unit(byte[] in, int from, int to, String unit) {
    table.unit(in, from, to, unit);
  }

  private @Nullable SeriesEntry entry(
      byte[] in, int from, int to, @Nullable IncomingHistogram histogram) {
    try {
      return table.entry(in, from, to, histogram);
    } catch (MalformedSeriesException wrong) {
      malformed(wrong.what(), in, from, to);
      return null;
    }
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
    } else if (!take(entry, point, value, timed(exemplars, time))) {
      leftOut("a series twice", in, from, to);
    }
  }

  /** Exemplars of which those without a time have that of their sample. */
  private List<IncomingExemplar> timed(List<IncomingExemplar> exemplars, long time) {
    return exemplars.isEmpty()
        ? exemplars
        : exemplars.stream().map(exemplar -> exemplar.at(times.millis(time))).toList();
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
    point.exemplars = timed(exemplars, time);
  }

  @Override
  public void created(byte[] in, int from, int to, long start) {
    SeriesEntry entry = table.find(in, from, to);
    if (entry != null && entry.point != null) {
      entry.point.start = start;
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

  /** How many points there are to write. */
  long due() {
    return resolver.resources().values().stream().mapToLong(each -> each.due(scrape)).sum();
  }

  /**
   * Writes the points of the scrape into a request, and the ends of those that are gone.
   *
   * @param room asked for what they take there
   * @return how many they are
   * @throws Room.NoRoomException if there is none; some are written then
   */
  long write(WireWriter request, Room room) {
    PointCount count = new PointCount(scrape, times.now(), faults, target, room);
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
    table.sweep();
  }

  /** Gives back what is held for it. */
  void close() {
    table.close();
  }
}
