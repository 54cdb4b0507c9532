package io.beltline.components.series;

import io.beltline.api.KeyValueStore;
import io.beltline.api.KeyValueStore.Change;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A table's image in a store: one key a series. Whoever uses it holds the table's monitor, so that
 * the image never goes back in time.
 */
final class SeriesStore<S> {
  private static final String SINCE = "since";
  private static final byte VERSION = 1;

  /** In place of a version: the series was forgotten, and when. */
  private static final byte FORGOTTEN = -1;

  /** How many series go into one change: a store may have a limit. */
  private static final int CHUNK = 1000;

  private final KeyValueStore store;
  private final SeriesCodec<S> codec;
  private final Logger logger;
  private LeftOut leftOut = LeftOut.NONE;

  SeriesStore(KeyValueStore store, SeriesCodec<S> codec, Logger logger) {
    this.store = store;
    this.codec = codec;
    this.logger = logger;
  }

  /** Reads the table that an earlier process left; one without series if none did. */
  SeriesTable<S> load(long now, long nanoTime, SeriesSettings rules) throws IOException {
    byte[] since = store.get(SINCE);
    SeriesTable<S> table =
        new SeriesTable<>(since == null || since.length == 0 ? now : in(since).readLong());
    table.limit(rules.limit());
    List<SeriesId> unread = new ArrayList<>();
    TreeMap<Long, List<SeriesId>> forgotten = new TreeMap<>();
    int damaged = 0;
    for (String key : store.keys()) {
      if (SeriesId.isText(key)) {
        SeriesId id = SeriesId.of(key);
        byte[] value = store.get(key);
        if (value != null && isNote(value)) {
          forgotten.computeIfAbsent(moment(value), time -> new ArrayList<>()).add(id);
          continue;
        }
        S state = read(key, value);
        damaged += state == null ? 1 : 0;
        if (state == null || !table.put(id, state, nanoTime)) {
          unread.add(id);
        }
      }
    }
    List<SeriesId> changed = new ArrayList<>(unread);
    if (rules.notes()) {
      forgotten.forEach((time, ids) -> changed.addAll(note(table, ids, time)));
      changed.addAll(note(table, unread, now));
    } else {
      forgotten.values().forEach(changed::addAll);
    }
    if (!unread.isEmpty()) {
      logger.warn(
          "of the series in the storage, {} cannot be read and {} are beyond max_streams:"
              + " forgotten",
          damaged,
          unread.size() - damaged);
    }
    leftOut = new LeftOut(damaged, unread.size() - damaged);
    if (since == null || !changed.isEmpty()) {
      saveAll(table, changed);
    }
    return table;
  }

  /** What was not read when the table was loaded. */
  LeftOut leftOut() {
    return leftOut;
  }

  /** Notes that series were forgotten; returns those whose notes had to go. */
  static List<SeriesId> note(SeriesTable<?> table, List<SeriesId> ids, long unixNanos) {
    List<SeriesId> gone = new ArrayList<>();
    for (SeriesId id : ids) {
      SeriesId oldest = table.note(id, unixNanos);
      if (oldest != null) {
        gone.add(oldest);
      }
    }
    return gone;
  }

  private static boolean isNote(byte[] value) {
    return value.length == 1 + Long.BYTES && value[0] == FORGOTTEN;
  }

  private static long moment(byte[] note) {
    return ByteBuffer.wrap(note).getLong(1);
  }

  private @Nullable S read(String key, byte @Nullable [] value) {
    try {
      return value == null ? null : codec.read(in(value));
    } catch (IOException unreadable) {
      logger.debug("{}: {}", key, unreadable.toString());
      return null;
    }
  }

  /** Makes the image that of a table, whatever it is. */
  void replace(SeriesTable<S> table) throws IOException {
    Set<SeriesId> all = new LinkedHashSet<>(table.forgotten());
    store.keys().stream().filter(SeriesId::isText).map(SeriesId::of).forEach(all::add);
    table.each((id, state) -> all.add(id));
    saveAll(table, all);
  }

  /** Writes what the table has of some series now, and since when it sees series. */
  void saveAll(SeriesTable<S> table, Collection<SeriesId> ids) throws IOException {
    save(table, ids);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    out(bytes).writeLong(table.since());
    store.apply(List.of(new Change(SINCE, bytes.toByteArray())));
  }

  /** Writes what the table has of some series now. */
  void save(SeriesTable<S> table, Collection<SeriesId> ids) throws IOException {
    List<Change> changes = new ArrayList<>(Math.min(ids.size(), CHUNK));
    for (SeriesId id : ids) {
      S state = table.get(id);
      changes.add(new Change(id.text(), state == null ? note(table, id) : bytes(state)));
      if (changes.size() == CHUNK) {
        store.apply(changes);
        changes.clear();
      }
    }
    store.apply(changes);
  }

  private static byte @Nullable [] note(SeriesTable<?> table, SeriesId id) {
    Long time = table.forgotten(id);
    return time == null
        ? null
        : ByteBuffer.allocate(1 + Long.BYTES).put(FORGOTTEN).putLong(time).array();
  }

  private byte[] bytes(S state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    codec.write(state, out(bytes));
    return bytes.toByteArray();
  }

  private static DataOutputStream out(ByteArrayOutputStream bytes) throws IOException {
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(VERSION);
    return out;
  }

  private static DataInputStream in(byte[] value) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(value));
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("written by another version (" + version + ")");
    }
    return in;
  }

  void close() throws IOException {
    store.close();
  }
}
