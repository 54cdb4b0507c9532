package io.beltline.processor.logdedup;

import io.beltline.api.Metadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is gathered, by metadata and key; both count in bytes, records that are equal once. What is
 * taken out takes room until it is settled. Safe for all threads.
 */
final class Store {
  /** More than a process would gather on purpose; what is gathered is then sent on. */
  static final int MAX_ENTRIES = 100_000;

  private static final long MAX_BYTES = 64L << 20;

  private Map<Metadata, Map<String, Gathered>> entries = new LinkedHashMap<>();
  private int count;
  private long bytes;
  private int countOut;
  private long bytesOut;

  /** Adds some; returns how many of them are new. */
  synchronized int add(Metadata metadata, Collection<Gathered> some) {
    Map<String, Gathered> ofMetadata = entries.get(metadata);
    if (ofMetadata == null) {
      ofMetadata = new LinkedHashMap<>();
      entries.put(metadata, ofMetadata);
      bytes += size(metadata);
    }
    int added = 0;
    for (Gathered one : some) {
      Gathered there = ofMetadata.putIfAbsent(one.key, one);
      if (there != null) {
        there.add(one);
      } else {
        bytes += one.size();
        added++;
      }
    }
    count += added;
    return added;
  }

  private static long size(Metadata metadata) {
    long size = 0;
    for (Map.Entry<String, List<String>> header : metadata.asMap().entrySet()) {
      size += header.getKey().length();
      for (String value : header.getValue()) {
        size += value.length();
      }
    }
    return size;
  }

  /** Whether records with metadata can be taken in under a limit of combinations; 0 is none. */
  synchronized boolean admits(Metadata metadata, int limit) {
    return limit == 0 || entries.containsKey(metadata) || entries.size() < limit;
  }

  synchronized boolean isFull() {
    return count + countOut >= MAX_ENTRIES || bytes + bytesOut >= MAX_BYTES;
  }

  synchronized boolean isEmpty() {
    return count == 0;
  }

  /** Takes all out. */
  synchronized Map<Metadata, List<Gathered>> take() {
    Map<Metadata, List<Gathered>> taken = new LinkedHashMap<>();
    entries.forEach((metadata, byKey) -> taken.put(metadata, new ArrayList<>(byKey.values())));
    entries = new LinkedHashMap<>();
    countOut += count;
    bytesOut += bytes;
    count = 0;
    bytes = 0;
    return taken;
  }

  /** Some that were taken out have gone. */
  synchronized void settle(Collection<Gathered> some) {
    countOut -= some.size();
    some.forEach(one -> bytesOut -= one.size());
  }

  /** Nothing is taken out any more. */
  synchronized void settleAll() {
    countOut = 0;
    bytesOut = 0;
  }
}
