package io.beltline.extension.filestorage;

import io.beltline.api.KeyValueStore.Change;
import io.beltline.extension.HandClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/** Stores for tests. */
final class Stores {
  static final long MUCH = 1 << 20;

  private Stores() {}

  static StoreRules rules(Path directory, long garbageAllowed) {
    return new StoreRules(
        false,
        false,
        0,
        garbageAllowed,
        false,
        false,
        0,
        0,
        0,
        directory,
        new Quarantine(directory.resolve("quarantine"), new HandClock()),
        LoggerFactory.getLogger("store"));
  }

  static LogStore open(Path directory, StoreRules rules) throws IOException {
    Path path = path(directory);
    StoreLock lock =
        StoreLock.take(path.resolveSibling("s.lock"), Duration.ofMillis(100), new HandClock());
    try {
      return LogStore.open(path, rules, lock);
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  static Path path(Path directory) {
    return directory.resolve("s.store");
  }

  static LogStore open(Path directory) throws IOException {
    return open(directory, rules(directory, MUCH));
  }

  static void set(LogStore store, String key, String value) throws IOException {
    store.apply(List.of(new Change(key, value.getBytes(StandardCharsets.UTF_8))));
  }

  static void remove(LogStore store, String key) throws IOException {
    store.apply(List.of(new Change(key, null)));
  }

  static String text(LogStore store, String key) throws IOException {
    byte[] value = store.get(key);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /** What a store holds of some keys. */
  static Map<String, String> contents(LogStore store, Iterable<String> keys) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String key : keys) {
      String value = text(store, key);
      if (value != null) {
        contents.put(key, value);
      }
    }
    return contents;
  }
}
