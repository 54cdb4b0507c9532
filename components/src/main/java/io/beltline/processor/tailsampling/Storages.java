package io.beltline.processor.tailsampling;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Host;
import io.beltline.api.PipelineId;
import io.beltline.api.Settings;
import io.beltline.delivery.JournalStorage;
import io.beltline.delivery.StoredContext;
import io.beltline.delivery.journal.Journal;
import io.beltline.delivery.journal.JournalQueue;
import java.io.IOException;

/** Finds the storage that a configuration names, and opens what is kept on it. */
final class Storages {
  private static final String KEY = "tail_storage";

  private Storages() {}

  /**
   * Opens the storage of a processor.
   *
   * @throws ComponentException if there is none by that id, or it cannot be used
   */
  static TailJournal open(
      ComponentId id,
      Settings settings,
      Host host,
      TraceTable table,
      DecisionMemory memory,
      TraceCounters counters) {
    if (!(host.extension(id).orElse(null) instanceof JournalStorage storage)) {
      throw new ComponentException(
          "%s: \"%s\" is no storage extension that runs (expected: the id of a file_storage extension, named in service::extensions too)"
              .formatted(KEY, id));
    }
    String pipeline = host.pipeline().map(PipelineId::toString).orElse("");
    String name = "processor/" + settings.id() + "/" + pipeline;
    try {
      JournalQueue spans = storage.queues().queue(name, storage.maxQueueBytes());
      // Small, there for long, and written to let go of spans: as dead letters are.
      JournalQueue notes = opened(storage.letters(), name + " decisions", spans);
      return new TailJournal(
          spans,
          notes,
          new StoredContext(host),
          host.clock(),
          settings.logger(),
          table,
          memory,
          counters::notesLetGo);
    } catch (IOException | IllegalStateException failed) {
      throw new ComponentException(KEY + ": " + failed.getMessage(), failed);
    }
  }

  private static JournalQueue opened(Journal journal, String name, JournalQueue spans)
      throws IOException {
    try {
      return journal.queue(name, Long.MAX_VALUE);
    } catch (IOException | IllegalStateException failed) {
      spans.close();
      throw failed;
    }
  }
}
