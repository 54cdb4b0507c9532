package io.beltline.delivery.journal;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;

/**
 * Syncs acknowledgements, a little later than they come, and takes away segments nobody needs: only
 * after the acknowledgements of all that was in them are on the disk.
 */
final class Sweeper implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ReentrantLock one = new ReentrantLock();
  private final AtomicBoolean planned = new AtomicBoolean();
  private final Layout layout;
  private final Shelf shelf;
  private final Clock clock;
  private final Logger logger;
  private final boolean syncs;
  private final SequenceLog gone;
  private final Reserve reserve;
  private final Spare spare;
  private final List<Segment> leaving = new ArrayList<>();
  private boolean closed;

  Sweeper(Opening opening, Shelf shelf, Spare spare) throws IOException {
    this.spare = spare;
    this.layout = opening.layout();
    this.shelf = shelf;
    this.clock = opening.clock();
    this.logger = opening.logger();
    this.syncs = opening.settings().fsync() != FsyncPolicy.NEVER;
    this.reserve = new Reserve(layout, opening.settings());
    this.gone =
        SequenceLog.open(layout.files, layout.directory, Layout.GONE, opening.found().salt());
    if (!opening.found().goneKnown()) {
      gone.damaged();
    }
  }

  /**
   * Notes what recovery told, so that the next start does not tell it again, and does what was left
   * to do. What cannot be done on a full volume is done later.
   */
  void begin(List<Long> lost) {
    for (long number : lost) {
      gone.add(number, () -> shelf.addGone(number, number));
    }
    try {
      keepGone();
      sweep();
    } catch (IOException failed) {
      tell(failed);
    }
  }

  private void tell(IOException failed) {
    logger.warn(
        "{}: acknowledgements cannot be kept, nothing is deleted until they can: {}",
        layout.directory,
        failed.toString());
  }

  private void keepGone() throws IOException {
    if (gone.needsRewrite(shelf.words(shelf.gone))) {
      gone.rewrite(() -> shelf.read(() -> gone.encode(shelf.gone)));
    } else {
      gone.force();
    }
  }

  /** Notes numbers whose records cannot be read any more; says how many of them counted. */
  long lost(long from, long to) {
    long count = 0;
    for (long number = from; number <= to; number++) {
      long each = number;
      if (shelf.isOutstanding(each)) {
        gone.add(each, () -> shelf.lose(each));
        count++;
      }
    }
    return count;
  }

  /** Something was acknowledged. */
  void wake() {
    if (planned.compareAndSet(false, true)) {
      clock.schedule(shelf.hasEmptied() ? Duration.ZERO : SOON, this::run);
    } else if (shelf.takeEmptied()) {
      clock.schedule(Duration.ZERO, this::run);
    }
  }

  private void run() {
    planned.set(false);
    try {
      sweep();
    } catch (IOException failed) {
      tell(failed);
    }
  }

  /** Does all there is to do. */
  void sweep() throws IOException {
    one.lock();
    try {
      if (!closed) {
        cleanOnReserve();
      }
    } finally {
      one.unlock();
    }
  }

  private void cleanOnReserve() throws IOException {
    try {
      clean();
    } catch (IOException full) {
      spare.release();
      if (leaving.isEmpty() || !reserve.release()) {
        throw full;
      }
      clean();
    }
    try {
      reserve.fill();
    } catch (IOException full) {
      logger.debug("{}: no reserve", layout.directory, full);
    }
  }

  private void clean() throws IOException {
    leaving.addAll(shelf.takeEmpty());
    for (QueueState queue : shelf.openQueues()) {
      SequenceLog log = requireNonNull(queue.log);
      if (log.needsRewrite(shelf.words(queue.acknowledged))) {
        log.rewrite(() -> shelf.read(() -> log.encode(queue.acknowledged)));
      } else if (syncs) {
        log.force();
      }
    }
    if (leaving.isEmpty()) {
      return;
    }
    SequenceSet deleted = SequenceSet.joining();
    for (Segment segment : leaving) {
      long to = Math.min(segment.lastSequence, segment.supersededFrom - 1);
      if (to >= segment.firstSequence) {
        gone.addRange(segment.firstSequence, to, () -> shelf.addGone(segment.firstSequence, to));
        deleted.addRange(segment.firstSequence, to);
      }
    }
    keepGone();
    while (!leaving.isEmpty()) {
      Segment segment = leaving.getFirst();
      if (!spare.keep(segment)) {
        layout.files.delete(segment.path);
      }
      segment.file.close();
      leaving.removeFirst();
    }
    layout.files.syncDirectory(layout.directory);
    spare.ready();
    shelf.forgetDeleted(deleted);
  }

  /** The last sweep; whatever fails, all files are closed. */
  @Override
  public void close() throws IOException {
    one.lock();
    try {
      closed = true;
      List<AutoCloseable> all = new ArrayList<>();
      all.add(this::cleanOnReserve);
      for (QueueState queue : shelf.openQueues()) {
        all.add(requireNonNull(queue.log));
      }
      all.add(gone);
      for (Segment segment : shelf.read(() -> List.copyOf(shelf.segments.all()))) {
        all.add(segment.file);
      }
      for (Segment segment : leaving) {
        all.add(segment.file);
      }
      all.add(spare::release);
      Closing.all(all);
    } finally {
      one.unlock();
    }
  }
}
