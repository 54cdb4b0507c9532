package io.beltline.components.tracked;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.KeyValueStore;
import io.beltline.api.Settings;
import io.beltline.api.StorageExtension;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Where receivers keep how far they have read. */
public final class Stores {
  private Stores() {}

  /**
   * Opens a receiver's store.
   *
   * @param id what users write under {@code storage}
   * @return null if they write nothing
   * @throws ComponentException if no such storage runs
   */
  public static @Nullable KeyValueStore open(
      @Nullable ComponentId id, Settings settings, Host host) {
    if (id == null) {
      return null;
    }
    Extension extension = host.extension(id).orElse(null);
    if (!(extension instanceof StorageExtension storage)) {
      throw new ComponentException(
          "storage: \"%s\" is no storage extension that runs (expected: the id of one, named in service::extensions too)"
              .formatted(id));
    }
    return storage.open(ComponentKind.RECEIVER, settings.id(), "");
  }

  /** Closes a store if there is one; that it cannot be closed is told. */
  public static void close(@Nullable KeyValueStore store, Logger logger) {
    try {
      if (store != null) {
        store.close();
      }
    } catch (IOException broken) {
      logger.warn("the storage cannot be closed: {}", broken.toString());
    }
  }
}
