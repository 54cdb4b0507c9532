package io.beltline.processor;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.KeyValueStore;
import io.beltline.api.StorageExtension;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A storage of one store in memory that can be full. */
public final class FullDisk implements Extension, StorageExtension {
  public final Map<String, byte[]> values = new HashMap<>();
  public boolean full;

  @Override
  public void start(Host host) {}

  @Override
  public void shutdown(Deadline deadline) {}

  @Override
  public KeyValueStore open(ComponentKind kind, ComponentId id, String name) {
    return new Store();
  }

  private final class Store implements KeyValueStore {
    @Override
    public byte @Nullable [] get(String key) {
      return values.get(key);
    }

    @Override
    public Set<String> keys() {
      return Set.copyOf(values.keySet());
    }

    @Override
    public void apply(List<Change> changes) throws IOException {
      if (full) {
        throw new IOException("full");
      }
      for (Change change : changes) {
        if (change.value() == null) {
          values.remove(change.key());
        } else {
          values.put(change.key(), change.value());
        }
      }
    }

    @Override
    public void close() {}
  }
}
