package io.beltline.components.tailing;

import io.beltline.api.KeyValueStore;
import io.beltline.api.KeyValueStore.Change;
import io.beltline.components.tracked.Stores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What is known of files, in a store: one key a file. Without a store nothing is kept. One thread.
 */
final class Checkpoints {
  private static final String PREFIX = "file:";
  private static final byte VERSION = 1;
  private static final int CHUNK = 1000;

  private final @Nullable KeyValueStore store;
  private final Logger logger;
  private boolean failing;

  Checkpoints(@Nullable KeyValueStore store, Logger logger) {
    this.store = store;
    this.logger = logger;
  }

  /** The files of earlier runs; what cannot be read is left out and logged. */
  List<TailedFile> load() throws IOException {
    List<TailedFile> files = new ArrayList<>();
    if (store == null) {
      return files;
    }
    int damaged = 0;
    for (String key : store.keys()) {
      if (key.startsWith(PREFIX)) {
        TailedFile file = read(key.substring(PREFIX.length()), store.get(key));
        if (file == null) {
          damaged++;
        } else {
          files.add(file);
        }
      }
    }
    if (damaged > 0) {
      logger.warn("of the files in the storage, {} cannot be read: they are begun anew", damaged);
    }
    return files;
  }

  private static @Nullable TailedFile read(String key, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      if (in.readByte() != VERSION) {
        return null;
      }
      Path path = Path.of(in.readUTF());
      boolean compressed = in.readBoolean();
      Head head = new Head(in.readInt(), in.readLong());
      Mark mark = mark(in);
      TailedFile file = new TailedFile(key, path, compressed, mark);
      file.head = head;
      file.dirty = false;
      return file;
    } catch (IOException | RuntimeException damaged) {
      return null;
    }
  }

  private static Mark mark(DataInputStream in) throws IOException {
    return new Mark(in.readLong(), in.readInt(), in.readLong(), in.readLong(), in.readBoolean());
  }

  private static byte[] bytes(TailedFile file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Mark low = file.outstanding.low();
      out.writeByte(VERSION);
      out.writeUTF(file.path.toString());
      out.writeBoolean(file.compressed);
      out.writeInt(file.head.length());
      out.writeLong(file.head.hash());
      out.writeLong(low.offset());
      out.writeInt(low.window());
      out.writeLong(low.hash());
      out.writeLong(low.record());
      out.writeBoolean(low.skipping());
    }
    return bytes.toByteArray();
  }

  /** Writes what has changed of some files, and removes others. */
  void save(Iterable<TailedFile> files, List<String> forgotten) {
    if (store == null) {
      return;
    }
    List<Change> changes = new ArrayList<>();
    forgotten.forEach(key -> changes.add(new Change(PREFIX + key, null)));
    try {
      for (TailedFile file : files) {
        boolean moved = file.outstanding.takeMoved();
        if (file.copied == null && (moved || file.dirty)) { // a copy is found to be one again
          file.dirty = false;
          changes.add(new Change(PREFIX + file.key, bytes(file)));
        }
      }
      for (int i = 0; i < changes.size(); i += CHUNK) {
        store.apply(List.copyOf(changes.subList(i, Math.min(changes.size(), i + CHUNK))));
      }
      failing = false;
    } catch (IOException failed) {
      files.forEach(file -> file.dirty = true);
      if (!failing) {
        logger.error("offsets cannot be written to the storage: {}", failed.toString());
      }
      failing = true;
    }
  }

  void close() {
    Stores.close(store, logger);
  }
}
