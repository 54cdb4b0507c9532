package io.beltline.components.series;

import io.beltline.api.KeyValueStore;
import io.beltline.api.KeyValueStore.Change;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A table's image in a store: one key a series. Whoever uses it holds the table's monitor, so that
 * the image never goes back in time.
 */
final class SeriesStore<S> {
  private static final String SINCE = "since";
  private static final byte VERSION = 1;

  /** How many series go into one change: a store may have a limit. */
  private static final int CHUNK = 1000;

  private final KeyValueStore store;
  private final SeriesCodec<S> codec;
  private final Logger logger;

  SeriesStore(KeyValueStore store, SeriesCodec<S> codec, Logger logger) {
    this.store = store;
    this.codec = codec;
    this.logger = logger;
  }

  /** Reads the table that an earlier process left; one without series if none did. */
  SeriesTable<S> load(long now, long nanoTime, long limit) throws IOException {
    byte[] since = store.get(SINCE);
    SeriesTable<S> table =
        new SeriesTable<>(since == null || since.length == 0 ? now : in(since).readLong());
    table.limit(limit);
    List<SeriesId> unread = new ArrayList<>();
    int damaged = 0;
    for (String key : store.keys()) {
      if (SeriesId.isText(key)) {
        SeriesId id = SeriesId.of(key);
        S state = read(key);
        damaged += state == null ? 1 : 0;
        if (state == null || !table.put(id, state, nanoTime)) {
          unread.add(id);
        }
      }
    }
    if (!unread.isEmpty()) {
      logger.warn(
          "of the series in the storage, {} cannot be read and {} are beyond max_streams:"
              + " forgotten",
          damaged,
          unread.size() - damaged);
      remove(unread);
    }
    if (since == null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      out(bytes).writeLong(now);
      store.apply(List.of(new Change(SINCE, bytes.toByteArray())));
    }
    return table;
  }

  private @Nullable S read(String key) {
    try {
      byte[] value = store.get(key);
      return value == null ? null : codec.read(in(value));
    } catch (IOException unreadable) {
      logger.debug("{}: {}", key, unreadable.toString());
      return null;
    }
  }

  /** Makes the image that of a table, whatever it is. */
  void replace(SeriesTable<S> table) throws IOException {
    Set<String> there = store.keys();
    List<SeriesId> gone = new ArrayList<>();
    for (String key : there) {
      if (SeriesId.isText(key) && table.get(SeriesId.of(key)) == null) {
        gone.add(SeriesId.of(key));
      }
    }
    remove(gone);
    List<SeriesId> all = new ArrayList<>(table.size());
    table.each((id, state) -> all.add(id));
    save(table, all);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    out(bytes).writeLong(table.since());
    store.apply(List.of(new Change(SINCE, bytes.toByteArray())));
  }

  /** Writes what the table has of some series now. */
  void save(SeriesTable<S> table, Collection<SeriesId> ids) throws IOException {
    List<Change> changes = new ArrayList<>(Math.min(ids.size(), CHUNK));
    for (SeriesId id : ids) {
      S state = table.get(id);
      changes.add(new Change(id.text(), state == null ? null : bytes(state)));
      if (changes.size() == CHUNK) {
        store.apply(changes);
        changes.clear();
      }
    }
    store.apply(changes);
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

  /** Forgets series. */
  void remove(List<SeriesId> ids) throws IOException {
    for (int i = 0; i < ids.size(); i += CHUNK) {
      store.apply(
          ids.subList(i, Math.min(ids.size(), i + CHUNK)).stream()
              .map(id -> new Change(id.text(), null))
              .toList());
    }
  }

  void close() throws IOException {
    store.close();
  }
}
