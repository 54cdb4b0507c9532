package io.beltline.service.trial;

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

/** Stands for any extension, and keeps state in memory for those who ask for storage. */
final class MemoryStorage implements Extension, StorageExtension {
  private final Map<String, Store> stores = new ConcurrentHashMap<>();

  @Override
  public KeyValueStore open(ComponentKind kind, ComponentId id, String name) {
    return stores.computeIfAbsent(kind.label() + ":" + id + ":" + name, _ -> new Store());
  }

  private static final class Store implements KeyValueStore {
    private final Map<String, byte[]> values = new ConcurrentHashMap<>();

    @Override
    public byte @Nullable [] get(String key) {
      byte[] value = values.get(key);
      return value == null ? null : value.clone();
    }

    @Override
    public Set<String> keys() {
      return Set.copyOf(values.keySet());
    }

    @Override
    public synchronized void apply(List<Change> changes) {
      for (Change change : changes) {
        byte[] value = change.value();
        if (value == null) {
          values.remove(change.key());
        } else {
          values.put(change.key(), value.clone());
        }
      }
    }

    @Override
    public void close() {}
  }
}
