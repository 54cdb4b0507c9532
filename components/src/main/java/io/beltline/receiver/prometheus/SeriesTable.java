package io.beltline.receiver.prometheus;

import io.beltline.components.exposition.MalformedSeriesException;
import io.beltline.components.exposition.MetricType;
import io.beltline.components.exposition.SeriesText;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the series of a target by their texts, and its families by their names. Both are kept
 * from scrape to scrape, as long as they are told, in memory that is asked for; without it the
 * scrape fails. One thread.
 */
final class SeriesTable {
  private final SampleRules rules;
  private final SeriesResolver resolver;
  private final SeriesRoom room;
  private final ByteTable<SeriesEntry> entries = new ByteTable<>();
  private final ByteTable<Family> families = new ByteTable<>();
  private ScrapeCounts counts = new ScrapeCounts(0);
  private int scrape;
  private int version;
  private int present;
  private boolean shrunk;
  private @Nullable SeriesEntry first;
  private @Nullable SeriesEntry last;

  /** A table without series. */
  SeriesTable(SampleRules rules, SeriesResolver resolver, SeriesRoom room) {
    this.rules = rules;
    this.resolver = resolver;
    this.room = room;
  }

  /** Begins a scrape, or begins it anew. */
  void begin(int which, ScrapeCounts told) {
    scrape = which;
    counts = told;
    last = null;
    present = 0;
  }

  /** The length of the text of the series that came next the last time, if it stands here too. */
  int expected(byte[] in, int from, int to) {
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

  /** Notes the type of a family. */
  void type(byte[] in, int from, int to, MetricType type) {
    Family family = family(in, from, to);
    if (family != null && family.type != type) {
      family.type = type;
      version++; // what was found out of series may not hold any more
    }
  }

  /** Notes the help text of a family. */
  void help(byte[] in, int from, int to, String text) {
    Family family = family(in, from, to);
    if (family != null && !family.help.equals(text) && takes(Family.room(text))) {
      shrunk |= !family.help.isEmpty();
      family.help = text;
    }
  }

  /** Notes the unit of a family. */
  void unit(byte[] in, int from, int to, String unit) {
    Family family = family(in, from, to);
    if (family != null && !family.unit.equals(unit) && takes(Family.room(unit))) {
      shrunk |= !family.unit.isEmpty();
      family.unit = unit;
      version++;
    }
  }

  private @Nullable Family family(byte[] in, int from, int to) {
    Family family = families.find(in, from, to);
    if (family == null) {
      if (!takes(to - from + SeriesEntry.OVERHEAD)) {
        return null;
      }
      family = new Family(Arrays.copyOfRange(in, from, to));
      families.add(family);
      version++;
    }
    family.seen = scrape;
    return family;
  }

  private boolean takes(long bytes) {
    boolean taken = room.take(bytes);
    if (!taken) {
      counts.fail(ScrapeCounts.MEMORY, "there is no memory for its series now");
    }
    return taken;
  }

  /** What is known of a series that may have been told. */
  @Nullable SeriesEntry find(byte[] in, int from, int to) {
    return entries.find(in, from, to);
  }

  /**
   * The entry of a series that is told; null if there can be none, and then the scrape has failed.
   *
   * @throws MalformedSeriesException if the text is none of a series
   */
  @Nullable SeriesEntry entry(byte[] in, int from, int to, @Nullable IncomingHistogram histogram)
      throws MalformedSeriesException {
    SeriesEntry next = last == null ? first : last.next;
    byte[] text = next == null ? null : next.key();
    SeriesEntry entry =
        text != null && Arrays.equals(text, 0, text.length, in, from, to)
            ? next
            : entries.find(in, from, to);
    if (entry == null || entry.families != version || entry.isGone()) {
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

  private @Nullable SeriesEntry resolve(
      @Nullable SeriesEntry known,
      byte[] in,
      int from,
      int to,
      @Nullable IncomingHistogram histogram)
      throws MalformedSeriesException {
    SeriesEntry entry = known == null ? new SeriesEntry(Arrays.copyOfRange(in, from, to)) : known;
    entry.role = Role.DROPPED;
    entry.point = null;
    entry.part = null;
    SortedMap<String, String> labels = SeriesText.labels(in, from, to);
    String name = labels.getOrDefault(SeriesText.NAME, "");
    check(name);
    Classification what = histogram == null ? classified(name, labels) : natively(name);
    long bytes = known == null ? entry.bytes() : 0;
    if (rules.apply(labels)) {
      check(labels.getOrDefault(SeriesText.NAME, ""));
      String exceeded = rules.limits().exceeded(labels);
      if (exceeded != null) {
        counts.fail(exceeded, "a series exceeds " + exceeded);
        return null;
      }
      bytes += resolver.resolve(entry, labels, what, histogram != null && histogram.isCustom());
    }
    if (!takes(bytes)) {
      return null;
    }
    if (known == null) {
      entries.add(entry);
      if (entry.role != Role.DROPPED) {
        counts.added();
      }
    }
    entry.families = version;
    return entry;
  }

  private Classification classified(String name, SortedMap<String, String> labels) {
    return Classification.of(
        name,
        !labels.getOrDefault("le", "").isEmpty(),
        !labels.getOrDefault("quantile", "").isEmpty(),
        families);
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

  /** Forgets series that the scrape has not told, and families long after; gives memory back. */
  void sweep() {
    int before = families.size();
    families.removeIf(family -> family.seen < scrape - SeriesPoint.PATIENCE);
    shrunk |= families.size() < before;
    if (present < entries.size()) {
      entries.removeIf(entry -> entry.seen != scrape);
      relink();
      shrunk = true;
    }
    if (shrunk) {
      shrunk = false;
      room.keep(bytes());
    }
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
    long[] bytes = {resolver.bytes()};
    entries.forEach(entry -> bytes[0] += entry.bytes());
    families.forEach(family -> bytes[0] += family.bytes());
    return bytes[0];
  }

  /** Gives back what is held for it. */
  void close() {
    room.close();
  }
}
