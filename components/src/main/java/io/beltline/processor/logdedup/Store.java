package io.beltline.processor.logdedup;

import io.beltline.api.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is gathered, by metadata and key; both count in bytes, records that are equal once. Safe for
 * all threads.
 */
final class Store {
  /** More than a process would gather on purpose; what is gathered is then sent on. */
  static final int MAX_ENTRIES = 100_000;

  private static final long MAX_BYTES = 64L << 20;

  private Map<Metadata, Map<String, Gathered>> entries = new LinkedHashMap<>();
  private int count;
  private long bytes;

  /** One that is to be gathered, under its key. */
  record Item(String key, Gathered gathered) {}

  /** Adds some; returns how many of them are new. */
  synchronized int add(Metadata metadata, List<Item> items) {
    Map<String, Gathered> ofMetadata = entries.get(metadata);
    if (ofMetadata == null) {
      ofMetadata = new LinkedHashMap<>();
      entries.put(metadata, ofMetadata);
      bytes += size(metadata);
    }
    int added = 0;
    for (Item item : items) {
      Gathered there = ofMetadata.get(item.key);
      if (there != null) {
        there.add(item.gathered);
      } else {
        ofMetadata.put(item.key, item.gathered);
        bytes += item.gathered.size();
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
    return count >= MAX_ENTRIES || bytes >= MAX_BYTES;
  }

  /** Takes all out. */
  synchronized Map<Metadata, List<Item>> take() {
    Map<Metadata, List<Item>> taken = new LinkedHashMap<>();
    entries.forEach(
        (metadata, byKey) -> {
          List<Item> items = new ArrayList<>();
          byKey.forEach((key, gathered) -> items.add(new Item(key, gathered)));
          taken.put(metadata, items);
        });
    entries = new LinkedHashMap<>();
    count = 0;
    bytes = 0;
    return taken;
  }
}
