package io.beltline.delivery;

import io.beltline.api.ComponentId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Builds what holds a destination's queue and its dead letters, in memory or on disk as the
 * configuration says.
 *
 * @param config the exporter's configuration
 * @param queue the queue it has in fact
 * @param settings the delivery's
 * @param lock the belt's
 * @param desk where losses are booked
 * @param health where they are told
 * @param revival makes requests of what was on disk
 */
record Keeping(
    DeliveryConfig config,
    QueueConfig queue,
    DeliverySettings settings,
    ReentrantLock lock,
    Desk desk,
    Health health,
    StoreParts.Revival revival) {

  /** The queue. */
  QueueStore queue(DeliveryMetrics metrics) {
    ComponentId storage = queue.storage();
    if (storage == null) {
      return new MemoryStore(queue.queueSize(), settings.clock());
    }
    JournalStore store =
        new JournalStore(
            new StoreParts(
                lock,
                name(),
                new StoragePlace(storage, key("sending_queue")),
                queue.sizer(),
                queue.queueSize(),
                settings.signal(),
                settings.clock(),
                desk,
                health,
                headers(),
                revival));
    metrics.queueOnDisk(
        () -> (double) store.bytes(), store::oldestSeconds, () -> (double) store.recovered());
    return store;
  }

  /** The dead letters: on disk where the queue is, unless they have a storage of their own. */
  DeadLetters letters(DeliveryMetrics metrics) {
    DeadLetters letters = letters();
    metrics.deadLetters(
        () -> (double) letters.fill().letters(),
        () -> (double) letters.fill().items(),
        () -> (double) letters.fill().bytes());
    return letters;
  }

  private DeadLetters letters() {
    DeadLetters given = settings.deadLetters();
    if (given != null) {
      return given;
    }
    DeadLetterConfig box = config.deadLetters();
    if (!box.enabled()) {
      return DeadLetters.none();
    }
    ComponentId storage = box.storage() != null ? box.storage() : queue.storage();
    return storage == null
        ? new MemoryDeadLetters(box.maxLetters(), box.maxSize())
        : new JournalDeadLetters(
            name(),
            new StoragePlace(
                storage, key(box.storage() != null ? "dead_letters" : "sending_queue")),
            box,
            headers(),
            head -> desk.discarded(DropReason.DAMAGED, head.items()),
            settings.component().logger());
  }

  private Predicate<String> headers() {
    BatchConfig batch = queue.batch();
    List<String> divided = batch == null ? List.of() : batch.partition().metadataKeys();
    return name -> config.sendsHeader(name) || divided.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** The same in every run, whatever spelling the configuration uses. */
  private String name() {
    return settings.component().id() + " " + settings.signal().label();
  }

  private String key(String section) {
    return "exporters::" + settings.component().id() + "::" + section + "::storage";
  }
}
