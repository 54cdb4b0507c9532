package io.beltline.distribution.queue;

import io.beltline.distribution.queue.Collectors.Running;
import java.nio.file.Path;

/** What {@code ls} prints. */
interface Listing {

  /** Before all. */
  default void begin() {}

  /** The queues of a running collector, or its dead letters. */
  void collector(Running collector, boolean letters);

  /** The queues of a journal, or the dead letters in it. */
  void journal(Path directory, boolean letters);

  /** After all. */
  default void end() {}
}
