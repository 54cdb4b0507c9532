package io.beltline.delivery;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Extension;
import io.beltline.api.Host;

/**
 * Where a configuration says that something is to be kept.
 *
 * @param id the storage extension
 * @param key where that is written
 */
record StoragePlace(ComponentId id, String key) {

  /**
   * The storage.
   *
   * @throws ComponentException if there is none by that id
   */
  JournalStorage find(Host host) {
    Extension extension = host.extension(id).orElse(null);
    if (extension == null) {
      throw new ComponentException(
          "%s: \"%s\" is no extension that runs (expected: the id of a storage extension, named in service::extensions too)"
              .formatted(key, id));
    }
    if (extension instanceof JournalStorage storage) {
      return storage;
    }
    throw new ComponentException(
        "%s: \"%s\" keeps no queues (expected: a file_storage extension)".formatted(key, id));
  }
}
