package io.beltline.distribution.queue;

import io.beltline.service.admin.LetterId;
import io.beltline.service.admin.QueueId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which queues and letters a command line names.
 *
 * @param queues the queues
 * @param letters the letters
 * @param all whether all are meant
 */
record Selection(Set<QueueId> queues, Set<LetterId> letters, boolean all) {

  /** Reads names. */
  static Selection of(List<String> names, boolean all) {
    Set<QueueId> queues = new HashSet<>();
    Set<LetterId> letters = new HashSet<>();
    for (String name : names) {
      QueueId queue = QueueId.parse(name);
      LetterId letter = LetterId.parse(name);
      if (queue != null) {
        queues.add(queue);
      } else if (letter != null) {
        letters.add(letter);
      } else {
        throw new CommandFailure(
            CommandFailure.NOT_FOUND,
            "\"%s\" names neither a queue nor a dead letter (expected: EXPORTER@SIGNAL or EXPORTER@SIGNAL#NUMBER)"
                .formatted(name));
      }
    }
    return new Selection(Set.copyOf(queues), Set.copyOf(letters), all);
  }

  /** True if nothing is named. */
  boolean isEmpty() {
    return !all && queues.isEmpty() && letters.isEmpty();
  }

  /** Whether a queue is meant as a whole. */
  boolean has(QueueId queue) {
    return all || queues.contains(queue);
  }

  /** Whether a letter is meant, by itself or with its box. */
  boolean has(LetterId letter) {
    return letters.contains(letter) || has(letter.queue());
  }
}
