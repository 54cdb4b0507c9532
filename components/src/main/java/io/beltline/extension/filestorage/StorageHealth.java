package io.beltline.extension.filestorage;

import io.beltline.api.ComponentStatus;
import io.beltline.api.Host;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The extension's status: in error while one of its journals takes nothing. Safe for all threads.
 */
final class StorageHealth {
  private final Host host;
  private final SortedMap<String, String> troubles = new TreeMap<>();

  StorageHealth(Host host) {
    this.host = host;
  }

  /** Why a journal takes nothing, in words; empty if it does. */
  synchronized void is(String journal, String words) {
    boolean changed =
        words.isEmpty()
            ? troubles.remove(journal) != null
            : !words.equals(troubles.put(journal, words));
    if (changed) {
      host.reportStatus(
          troubles.isEmpty()
              ? ComponentStatus.OK
              : ComponentStatus.recoverable(String.join("; ", troubles.values())));
    }
  }
}
