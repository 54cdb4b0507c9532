package io.beltline.receiver;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Extension;
import io.beltline.api.KeyValueStore;
import io.beltline.api.StorageExtension;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A storage extension in memory, which outlives the components that use it, one at a time. */
public final class MemoryStorage implements Extension, StorageExtension {
  /** What is stored. */
  public final Map<String, byte[]> values = new ConcurrentHashMap<>();

  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean broken;

  /** Says whether it cannot be read. */
  public void broken(boolean value) {
    broken = value;
  }

  /** How many have it open. */
  public int open() {
    return open.get();
  }

  @Override
  public KeyValueStore open(ComponentKind kind, ComponentId id, String name) {
    if (!open.compareAndSet(0, 1)) {
      throw new IllegalStateException("another has it open");
    }
    return new KeyValueStore() {
      @Override
      public byte @Nullable [] get(String key) throws IOException {
        if (broken) {
          throw new IOException("broken");
        }
        return values.get(key);
      }

      @Override
      public Set<String> keys() throws IOException {
        if (broken) {
          throw new IOException("broken");
        }
        return Set.copyOf(values.keySet());
      }

      @Override
      public void apply(List<Change> changes) {
        for (Change change : changes) {
          byte[] value = change.value();
          if (value == null) {
            values.remove(change.key());
          } else {
            values.put(change.key(), value);
          }
        }
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }
}
