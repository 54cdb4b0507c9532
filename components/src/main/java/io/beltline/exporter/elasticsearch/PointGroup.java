package io.beltline.exporter.elasticsearch;

import io.beltline.model.Slice;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Points that become one document: same place, same time, same attributes, each of another metric.
 * It refers to what it is made of and holds no copy. One thread.
 */
final class PointGroup {
  /** From so many metrics on they are looked up in a set. */
  private static final int MANY = 16;

  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  final Target target;
  final MetricPlace place;
  final Fingerprint.Value series;
  final PointSource source;

  /** The next group for points that are the same but for their values. */
  @Nullable PointGroup next;

  long documentCount;

  private String[] names = new String[1];
  private String[] templates = new String[1];

  /** Three for each point: where its value starts and ends, and its number. */
  private int[] places = new int[3];

  private int count;
  private @Nullable Set<String> known;

  PointGroup(Target target, MetricPlace place, Fingerprint.Value series, PointSource source) {
    this.target = target;
    this.place = place;
    this.series = series;
    this.source = source;
  }

  /**
   * What the points of a group have in common.
   *
   * @param point the first of them in wire form
   * @param data which kind of point it is, by its field in a metric
   * @param time in nanoseconds
   * @param start in nanoseconds
   * @param unit the unit's bytes
   */
  record PointSource(Slice point, int data, long time, long start, Slice unit) {}

  /** True if it has a point of a metric. */
  boolean has(String metric) {
    Set<String> set = known;
    if (set != null) {
      return set.contains(metric);
    }
    for (int i = 0; i < count; i++) {
      if (names[i].equals(metric)) {
        return true;
      }
    }
    return false;
  }

  /** Adds a point whose value stands somewhere in the buffer of values. */
  void add(String metric, String template, int from, int to, int item) {
    if (count == names.length) {
      names = Arrays.copyOf(names, 2 * count);
      templates = Arrays.copyOf(templates, 2 * count);
      places = Arrays.copyOf(places, 6 * count);
    }
    names[count] = metric;
    templates[count] = template;
    places[3 * count] = from;
    places[3 * count + 1] = to;
    places[3 * count + 2] = item;
    count++;
    if (known != null) {
      known.add(metric);
    } else if (count == MANY) {
      known = new HashSet<>(Arrays.asList(names).subList(0, count));
    }
  }

  int count() {
    return count;
  }

  String name(int point) {
    return names[point];
  }

  String template(int point) {
    return templates[point];
  }

  int from(int point) {
    return places[3 * point];
  }

  int to(int point) {
    return places[3 * point + 1];
  }

  int item(int point) {
    return places[3 * point + 2];
  }

  /** A hash of the names of its metrics, whatever their order. */
  long namesHash() {
    String[] sorted = Arrays.copyOf(names, count);
    Arrays.sort(sorted);
    long hash = FNV_START;
    for (String name : sorted) {
      for (int i = 0; i < name.length(); i++) {
        hash = (hash ^ name.charAt(i)) * FNV_PRIME;
      }
      hash = hash * FNV_PRIME; // the end of a name
    }
    return hash;
  }

  /** The hash of another document of the same names. */
  static long another(long hash, int ordinal) {
    return ordinal == 0 ? hash : (hash ^ ordinal) * FNV_PRIME;
  }
}
