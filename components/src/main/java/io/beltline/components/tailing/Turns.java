package io.beltline.components.tailing;

import io.beltline.components.tailing.FileReader.Outcome;
import io.beltline.components.tailing.HeaderReader.Header;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A reader's turns at files, with what stands around them: the lock, the header, and the advice to
 * the page cache. Safe for all threads.
 */
final class Turns {
  private final boolean locks;
  private final boolean advises;
  private final @Nullable PosixFiles system;
  private final @Nullable HeaderReader headers;
  private final FileLabels labels;
  private final TailMetrics metrics;

  Turns(
      TailConfig config,
      @Nullable HeaderReader headers,
      FileLabels labels,
      TailMetrics metrics,
      Logger logger) {
    this.headers = headers;
    this.labels = labels;
    this.metrics = metrics;
    boolean wanted = config.acquireFsLock() || config.fileCacheAdvise();
    this.system = wanted ? PosixFiles.find() : null;
    this.locks = config.acquireFsLock() && system != null;
    this.advises = config.fileCacheAdvise() && system != null;
    if (wanted && system == null) {
      logger.warn("acquire_fs_lock and file_cache_advise have no effect: no C library can be used");
    }
  }

  /** One turn of a reader at a file. */
  Outcome turn(FileReader reader, TailedFile file, Rest rest, LineBatch batch)
      throws IOException, InterruptedException {
    PosixFiles files = system;
    if (files == null || !locks) {
      return read(reader, file, rest, batch);
    }
    try (PosixFiles.Lock lock = files.share(file.place())) {
      if (lock == null) {
        metrics.locked();
        return Outcome.LOCKED;
      }
      return read(reader, file, rest, batch);
    }
  }

  private Outcome read(FileReader reader, TailedFile file, Rest rest, LineBatch batch)
      throws IOException, InterruptedException {
    if (headers != null && file.header == null) {
      Header header = headers.read(file.open(), rest == Rest.WAITS ? -1 : file.size);
      if (header == null) {
        file.partial = rest == Rest.WAITS;
        return Outcome.END;
      }
      file.header = header;
      labels.set(file);
      file.passTo(header.end());
    }
    Outcome outcome = reader.turn(file, rest, batch);
    if (advises && system != null && outcome == Outcome.END) {
      system.release(file.place(), file.size);
    }
    return outcome;
  }
}
