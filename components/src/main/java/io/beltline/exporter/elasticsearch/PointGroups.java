package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.exporter.elasticsearch.PointGroup.PointSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers points to documents and writes these. A time series holds one document for each set of
 * dimensions and millisecond; what would take another's place there (a second point of a metric,
 * another start time, another scope) gets another {@code _metric_names_hash} by its order in the
 * request. One thread.
 */
final class PointGroups {
  /** So many points are held at most; those behind them become documents of their own. */
  static final int MOST_POINTS = 32_768;

  /** So many points of one metric, series and millisecond are told apart; further ones are not. */
  static final int MOST_EQUAL = 100;

  private static final int START = 16 * 1024;

  private record Key(String index, Fingerprint.Value common) {}

  private record Family(String index, Fingerprint.Value series, long names) {}

  private final Documents documents;
  private final Fingerprint fingerprint;
  private final JsonBuffer values = new JsonBuffer(START);
  private final PointDocument document = new PointDocument(values);
  private final Map<Key, PointGroup> groups = new LinkedHashMap<>();
  private int points;

  PointGroups(Documents documents, Fingerprint fingerprint) {
    this.documents = documents;
    this.fingerprint = fingerprint;
  }

  /**
   * Adds a point.
   *
   * @return false if there are too many that are the same
   */
  boolean add(
      Target target, MetricPlace place, Fingerprint.Value series, PointSource source, Point point) {
    if (points >= MOST_POINTS) {
      write();
    }
    fingerprint.start(series);
    if (place.mode() == MappingMode.OTEL) {
      fingerprint.add(source.start());
    }
    fingerprint.add(place.scope().first());
    Key key = new Key(target.index(), fingerprint.value());
    PointGroup group = room(key, point.metric());
    if (group == null) {
      group = append(key, new PointGroup(target, place, series, source));
    }
    if (group == null) {
      return false;
    }
    int from = values.size();
    values.raw(point.value());
    group.add(point.metric(), point.template(), from, values.size(), point.item());
    if (point.documentCount() != 0) {
      group.documentCount = point.documentCount();
    }
    points++;
    return true;
  }

  /**
   * A point on its way into a document.
   *
   * @param metric the metric's name
   * @param template the dynamic template that maps it
   * @param value its value as JSON
   * @param documentCount how many measurements the document shall say it stands for, or 0
   * @param item its number
   */
  record Point(String metric, String template, JsonBuffer value, long documentCount, int item) {}

  private @Nullable PointGroup room(Key key, String metric) {
    for (PointGroup group = groups.get(key); group != null; group = group.next) {
      if (!group.has(metric)) {
        return group;
      }
    }
    return null;
  }

  private @Nullable PointGroup append(Key key, PointGroup fresh) {
    PointGroup last = groups.putIfAbsent(key, fresh);
    int before = 0;
    while (last != null && last.next != null) {
      last = last.next;
      before++;
    }
    if (last != null) {
      if (before + 1 >= MOST_EQUAL) {
        return null;
      }
      last.next = fresh;
    }
    return fresh;
  }

  /** Writes the documents of what is gathered. */
  void write() {
    Map<Family, BitSet> families = new HashMap<>();
    Map<Family, PointGroup> firsts = new HashMap<>();
    for (PointGroup first : groups.values()) {
      for (PointGroup group = first; group != null; group = group.next) {
        write(group, firsts, families);
      }
    }
    families.values().forEach(documents::together);
    groups.clear();
    values.cut(0);
    points = 0;
  }

  private void write(
      PointGroup group, Map<Family, PointGroup> firsts, Map<Family, BitSet> families) {
    JsonBuffer out = documents.begin(group.target, group.place.mode());
    document.action(out, group);
    Documents.endAction(out);
    long names = 0;
    if (group.place.mode() == MappingMode.OTEL) {
      Family family = new Family(group.target.index(), group.series, group.namesHash());
      int ordinal = ordinal(family, group, firsts, families);
      names = PointGroup.another(family.names(), ordinal);
    }
    document.write(out, group, names);
    for (int i = 0; i < group.count(); i++) {
      documents.writer().item(group.item(i));
    }
    documents.writer().end(group.target.index(), false);
  }

  /** How many documents there were before that would have the same place in their series. */
  private static int ordinal(
      Family family,
      PointGroup group,
      Map<Family, PointGroup> firsts,
      Map<Family, BitSet> families) {
    PointGroup first = firsts.putIfAbsent(family, group);
    if (first == null) {
      return 0;
    }
    BitSet items = families.computeIfAbsent(family, _ -> items(new BitSet(), first));
    int before = items.cardinality() / group.count();
    items(items, group);
    return before;
  }

  private static BitSet items(BitSet into, PointGroup group) {
    for (int i = 0; i < group.count(); i++) {
      into.set(group.item(i));
    }
    return into;
  }
}
