package io.beltline.receiver;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Extension;
import io.beltline.api.KeyValueStore;
import io.beltline.api.StorageExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A storage extension in memory, which outlives the components that use it. */
public final class MemoryStorage implements Extension, StorageExtension {
  /** What is stored. */
  public final Map<String, byte[]> values = new ConcurrentHashMap<>();

  @Override
  public KeyValueStore open(ComponentKind kind, ComponentId id, String name) {
    return new KeyValueStore() {
      @Override
      public byte @Nullable [] get(String key) {
        return values.get(key);
      }

      @Override
      public Set<String> keys() {
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
      public void close() {}
    };
  }
}
