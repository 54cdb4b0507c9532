package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import java.util.Arrays;
import java.util.TreeSet;

/** Points that become one document: same place, same time, same attributes. One thread. */
abstract class PointGroup {
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  final Target target;
  final MappingMode mode;
  final TreeSet<String> names = new TreeSet<>();
  private int[] items = new int[4];
  private int count;

  PointGroup(Target target, MappingMode mode) {
    this.target = target;
    this.mode = mode;
  }

  /** Adds a point; false if there is one of its metric already. */
  final boolean add(String metric, PointValue value, boolean docCount, int item) {
    if (!names.add(metric)) {
      return false;
    }
    put(metric, value, docCount);
    if (count == items.length) {
      items = Arrays.copyOf(items, 2 * count);
    }
    items[count++] = item;
    return true;
  }

  abstract void put(String metric, PointValue value, boolean docCount);

  /** Adds members to the action that the document needs. */
  abstract void action(JsonBuffer out);

  /** Writes the document. */
  abstract void write(JsonBuffer out);

  final int[] items() {
    return Arrays.copyOf(items, count);
  }

  /**
   * Tells apart documents of one time series that have other metrics: a dimension, so that they
   * have ids of their own.
   */
  final String namesHash() {
    long hash = FNV_START;
    for (String name : names) {
      for (int i = 0; i < name.length(); i++) {
        hash = (hash ^ name.charAt(i)) * FNV_PRIME;
      }
      hash = hash * FNV_PRIME; // the end of a name
    }
    return Long.toHexString(hash);
  }
}
