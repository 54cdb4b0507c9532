package io.beltline.extension.filestorage;

import io.beltline.api.KeyValueStore;
import io.beltline.extension.filestorage.LogFormat.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A map kept as a log of its changes.
 *
 * <p>The keys and the places of their values are in memory, the values on disk. A value is checked
 * against its checksum on every read. The log is rewritten without what is overwritten when that
 * outweighs what is not.
 */
final class LogStore implements KeyValueStore {
  private static final long CHUNK = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Path path;
  private final StoreRules rules;
  private final StoreLock processes;
  private final Map<String, Place> places = new HashMap<>();

  private LogFile file;
  private long salt;
  private long number;
  private long end;
  private long live;
  private boolean grown;
  private long retryAt;
  private boolean closed;

  private LogStore(Path path, StoreRules rules, StoreLock processes) throws IOException {
    this.path = path;
    this.rules = rules;
    this.processes = processes;
    this.file = new LogFile(path);
  }

  /** Opens a store whose lock is held; closes the lock with the store. */
  static LogStore open(Path path, StoreRules rules, StoreLock processes) throws IOException {
    Files.deleteIfExists(rules.temporary(path));
    if (!Files.exists(path) || Files.size(path) == 0) {
      create(path, rules);
    }
    LogStore store = new LogStore(path, rules, processes);
    try {
      store.load();
      return store;
    } catch (IOException | RuntimeException failed) {
      store.file.close();
      throw failed;
    }
  }

  private static void create(Path path, StoreRules rules) throws IOException {
    Path temporary = rules.temporary(path);
    try (LogFile fresh = new LogFile(temporary)) {
      fresh.write(0, LogFormat.fileHeader(new SecureRandom().nextLong()));
      fresh.sync();
    }
    Disk.replace(temporary, path);
  }

  private void load() throws IOException {
    LogScan.Outcome found = LogScan.run(file, this::index);
    if (found.salt() == null) {
      startAfresh(found);
      return;
    }
    salt = found.salt();
    number = found.lastNumber();
    end = found.end();
    if (found.isDamaged()) {
      rules
          .logger()
          .warn(
              "{}: {} bytes cannot be read; {} records were read, the changes in the rest are lost",
              path,
              found.damagedBytes() + found.tailBytes(),
              found.records());
      if (!isCopied(found.damageEnd())) {
        return; // the bytes stay where they are, for as long as they do no harm
      }
      tryToCompact();
    } else if (found.tailBytes() > 0) {
      rules
          .logger()
          .warn(
              "{}: removed {} bytes of a change that was being written when the collector ended",
              path,
              found.tailBytes());
      file.truncate(end);
      file.sync();
    }
    if (rules.compactOnStart() && garbage() > 0) {
      tryToCompact();
    }
  }

  /** Keeps a copy of a damaged file, which is a courtesy: nothing fails for want of it. */
  private boolean isCopied(long damage) {
    try {
      Path copy = rules.quarantine().copy(path, damage);
      rules.logger().warn("{}: the damaged file is kept as {}", path, copy);
      return true;
    } catch (IOException failed) {
      rules.logger().warn("{}: the damaged file is not copied: {}", path, failed.toString());
      return false;
    }
  }

  private void startAfresh(LogScan.Outcome found) throws IOException {
    if (found.tailBytes() > LogFormat.FILE_HEADER && !rules.recreate()) {
      throw new IOException(
          "no record in it can be read; move the file away, or set recreate: true to have that done"
              + " at start");
    }
    file.close();
    Path kept = rules.quarantine().move(path);
    rules
        .logger()
        .warn("{}: cannot be read; starting empty, the old file is kept as {}", path, kept);
    create(path, rules);
    file = new LogFile(path);
    load();
  }

  private void index(String key, @Nullable Place place) {
    Place old = place == null ? places.remove(key) : places.put(key, place);
    live += place == null ? 0 : LogFormat.size(key, place.length());
    live -= old == null ? 0 : LogFormat.size(key, old.length());
  }

  private long garbage() {
    return end - live - LogFormat.FILE_HEADER - LogFormat.RECORD_HEADER;
  }

  @Override
  public byte @Nullable [] get(String key) throws IOException {
    lock.lock();
    try {
      checkOpen();
      Place place = places.get(key);
      if (place == null) {
        return null;
      }
      byte[] value = file.read(place.position(), place.length());
      if (!isIntact(value, place)) {
        throw new IOException(path + ": the value of \"" + key + "\" is damaged on disk");
      }
      return value;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Set<String> keys() throws IOException {
    lock.lock();
    try {
      checkOpen();
      return Set.copyOf(places.keySet());
    } finally {
      lock.unlock();
    }
  }

  private static boolean isIntact(byte[] value, Place place) {
    return LogFormat.crc(value, 0, value.length) == place.crc();
  }

  @Override
  public void apply(List<Change> changes) throws IOException {
    if (changes.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      checkOpen();
      append(changes);
      if (needsCompaction()) {
        tryToCompact();
      }
    } finally {
      lock.unlock();
    }
  }

  private void append(List<Change> changes) throws IOException {
    byte[] record = LogFormat.record(salt, number + 1, changes);
    boolean adds = changes.stream().anyMatch(change -> change.value() != null);
    if (adds && rules.maxSize() > 0 && end + record.length > rules.maxSize()) {
      if (garbage() > 0) {
        tryToCompact();
      }
      if (end + record.length > rules.maxSize()) {
        throw new IOException(
            path + ": full (" + end + " of max_size " + rules.maxSize() + " bytes)");
      }
      record = LogFormat.record(salt, number + 1, changes);
    }
    try {
      file.truncate(end); // what an earlier write that failed left behind
      file.write(end, record);
      if (rules.fsync()) {
        file.sync();
      }
    } catch (IOException failed) {
      forget(failed);
      throw failed;
    }
    long payload = end + LogFormat.RECORD_HEADER;
    end += record.length;
    number++;
    byte[] stored = new byte[record.length - LogFormat.RECORD_HEADER];
    System.arraycopy(record, LogFormat.RECORD_HEADER, stored, 0, stored.length);
    LogFormat.readChanges(stored, payload, this::index);
  }

  private void forget(IOException failed) {
    try {
      file.truncate(end);
    } catch (IOException again) {
      failed.addSuppressed(again);
    }
  }

  private boolean needsCompaction() {
    if (end < retryAt) {
      return false;
    }
    if (garbage() > Math.max(rules.garbageAllowed(), live)) {
      return true;
    }
    if (!rules.compactOnRebound()) {
      return false;
    }
    grown |= end >= rules.reboundNeeded();
    return grown && live < rules.reboundTrigger() && garbage() > 0;
  }

  /** A rewrite that fails leaves the old file in use; it is tried again when that has doubled. */
  private void tryToCompact() throws IOException {
    try {
      compact();
      retryAt = 0;
    } catch (IOException failed) {
      checkOpen();
      retryAt = 2 * end;
      rules.logger().warn("{}: cannot be compacted: {}", path, failed.toString());
    }
  }

  /** Writes what is live to a new file and puts that in the place of the old. */
  private void compact() throws IOException {
    Path temporary = rules.temporary(path);
    boolean kept = false;
    try (LogFile fresh = new LogFile(temporary)) {
      fresh.truncate(0);
      fresh.write(0, LogFormat.fileHeader(salt));
      long position = LogFormat.FILE_HEADER;
      List<Change> changes = new ArrayList<>();
      long size = 0;
      for (Map.Entry<String, Place> entry : inOrder()) {
        byte[] value = file.read(entry.getValue().position(), entry.getValue().length());
        if (!isIntact(value, entry.getValue())) {
          rules
              .logger()
              .warn("{}: the value of \"{}\" is damaged and left out", path, entry.getKey());
          kept = kept || isCopied(end);
          continue;
        }
        Change change = new Change(entry.getKey(), value);
        changes.add(change);
        size += LogFormat.size(change);
        if (size >= CHUNK || changes.size() == rules.maxTransactionSize()) {
          position = flush(fresh, position, changes);
          size = 0;
        }
      }
      if (!changes.isEmpty()) {
        flush(fresh, position, changes);
      }
      fresh.sync();
    }
    replace(temporary);
    grown = false;
  }

  private long flush(LogFile fresh, long position, List<Change> changes) throws IOException {
    byte[] record = LogFormat.record(salt, ++number, changes);
    fresh.write(position, record);
    changes.clear();
    return position + record.length;
  }

  private List<Map.Entry<String, Place>> inOrder() {
    return places.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> entry.getValue().position()))
        .toList();
  }

  private void replace(Path temporary) throws IOException {
    file.close();
    try {
      Disk.replace(temporary, path);
    } finally {
      file = new LogFile(path);
      places.clear();
      live = 0;
      end = LogScan.run(file, this::index).end();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException(path + ": the store is closed");
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        file.sync();
      }
    } finally {
      try {
        file.close();
        processes.close();
      } finally {
        lock.unlock();
      }
    }
  }
}
