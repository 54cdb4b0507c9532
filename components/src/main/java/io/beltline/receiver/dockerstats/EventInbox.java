package io.beltline.receiver.dockerstats;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to containers since the last scrape, each of them once. Safe for all threads.
 *
 * <p>Where too many have changed, or it is not known what was missed, the list is to be read again.
 */
final class EventInbox {
  /** So many containers are remembered. */
  static final int MOST = 10_000;

  private final Map<String, Change> changes = new LinkedHashMap<>();
  private boolean connected;
  private boolean reload = true;
  private Answer.@Nullable Failed<Void> why;

  /** What has become of a container. */
  enum Change {
    /** It is to be inspected. */
    CHANGED,
    /** It is no more. */
    DESTROYED
  }

  /**
   * What a scrape has to do.
   *
   * @param reload whether the list of containers must be read
   * @param changes what has changed since the list was read
   * @param why why events are not followed now; null if they are
   */
  record News(boolean reload, Map<String, Change> changes, Answer.@Nullable Failed<Void> why) {}

  /** Takes what there is; events that come from now on are for the next time. */
  synchronized News take() {
    News news = new News(reload || !connected, Map.copyOf(changes), connected ? null : why);
    changes.clear();
    reload = false;
    return news;
  }

  /** Events are followed from now on. What happened before is not known. */
  synchronized void connected() {
    connected = true;
    why = null;
    reload();
  }

  /**
   * Events are not followed any more.
   *
   * @param reason why; null if they are again in a moment
   */
  synchronized void disconnected(Answer.@Nullable Failed<Void> reason) {
    connected = false;
    why = reason;
  }

  /** Whether events are followed. */
  synchronized boolean isConnected() {
    return connected;
  }

  /** Makes the next scrape read the list. */
  synchronized void reload() {
    reload = true;
    changes.clear();
  }

  /** Notes what has become of a container. */
  synchronized void add(String id, Change change) {
    if (changes.size() < MOST || changes.containsKey(id)) {
      changes.put(id, change);
    } else {
      reload();
    }
  }

  /** Notes that a container could not be inspected, unless there is newer news of it. */
  synchronized void again(String id) {
    if (!changes.containsKey(id)) {
      add(id, Change.CHANGED);
    }
  }
}
