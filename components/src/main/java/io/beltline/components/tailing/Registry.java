package io.beltline.components.tailing;

import io.beltline.components.tailing.TailConfig.Compression;
import io.beltline.components.tailing.TailConfig.OnTruncate;
import io.beltline.components.tailing.TailConfig.StartAt;
import io.beltline.components.tracked.Outstanding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;

/**
 * What has become of the files that are known: which are new, renamed, truncated, gone. One thread.
 */
final class Registry {
  /** How long a file that is gone may still be written before it is closed. */
  static final long LINGER_NANOS = 10_000_000_000L;

  /** How many files that are gone are remembered, so that their copies are known. */
  private static final int REMEMBERED = 1000;

  private final TailConfig config;
  private final FileFinder finder;
  private final TailMetrics metrics;
  private final Logger logger;
  private final KnownFiles files;
  private final Originals originals;
  private final Set<String> unreadable = new HashSet<>();
  private boolean fromStart;

  Registry(TailConfig config, KnownFiles.Labels labels, TailMetrics metrics, Logger logger) {
    this.config = config;
    this.finder = new FileFinder(config);
    this.metrics = metrics;
    this.logger = logger;
    this.files = new KnownFiles(labels);
    this.originals = new Originals(files, logger);
    this.fromStart = config.startAt() == StartAt.BEGINNING;
  }

  /** Takes what an earlier run knew; it is gone until it is found. */
  void restore(List<TailedFile> saved, long nanoTime) {
    for (TailedFile file : saved) {
      file.gone = true;
      file.grewNanos = nanoTime;
      files.add(file);
    }
    fromStart |= !saved.isEmpty();
  }

  /** All that are known. */
  Collection<TailedFile> files() {
    return files.all();
  }

  /** The keys of those that are not known any more since this was asked last. */
  List<String> takeForgotten() {
    return files.takeForgotten();
  }

  /** A file that is there, and was not known. */
  private record Stranger(Path path, FileIdentity identity) {}

  /** Looks at the file system. */
  void look(long unixMillis, long nanoTime) {
    Set<TailedFile> there = new HashSet<>();
    Map<String, Stranger> unknown = new LinkedHashMap<>();
    for (Path path : finder.find(unixMillis)) {
      FileIdentity identity = FileIdentity.of(path);
      if (identity == null || isTooOld(identity, unixMillis)) {
        continue;
      }
      TailedFile file = files.of(identity.key());
      if (file != null && file.fresh && identity.size() > 0) {
        files.remove(file); // it has content now, and may be a copy, or compressed
        file = null;
      }
      if (file == null) {
        unknown.putIfAbsent(identity.key(), new Stranger(path, identity));
      } else if (there.add(file)) {
        again(file, path, identity, nanoTime);
      }
    }
    for (TailedFile file : List.copyOf(files.all())) {
      if (!there.contains(file)) {
        missing(file, nanoTime);
      }
    }
    unreadable.retainAll(unknown.keySet());
    unknown.values().forEach(stranger -> meet(stranger, nanoTime));
    fromStart = true;
    forgetSurplus();
  }

  private boolean isTooOld(FileIdentity identity, long unixMillis) {
    return !config.excludeOlderThan().isZero()
        && unixMillis - identity.modifiedMillis() > config.excludeOlderThan().toMillis();
  }

  private void again(TailedFile file, Path path, FileIdentity identity, long nanoTime) {
    if (file.gone) {
      file.gone = false;
      file.spent = false;
      file.readModified = -1;
    }
    file.location = null;
    if (!file.path.equals(path)) {
      files.move(file, path);
    }
    long before = file.size;
    file.seen(identity, nanoTime);
    originals.compare(file, file.size != before, nanoTime);
    if (!file.compressed && file.size < file.read.offset() && file.copied == null) {
      truncate(file, nanoTime);
    }
  }

  private void missing(TailedFile file, long nanoTime) {
    if (!file.gone) {
      file.gone = true;
      file.grewNanos = nanoTime;
    }
    try {
      Content open = file.content;
      if (open != null) {
        file.seen(new FileIdentity(file.key, open.size(), file.modified), nanoTime);
        if (nanoTime - file.grewNanos > LINGER_NANOS && !file.hasMore() && !file.partial) {
          file.close();
          file.spent = true;
        }
      } else if (!file.spent) {
        follow(file, nanoTime);
      }
    } catch (IOException broken) {
      logger.debug("{}: {}", file.path, broken.toString());
      file.spent = true;
    }
  }

  /** Looks for a file that is gone and was not open. */
  private void follow(TailedFile file, long nanoTime) {
    Copies.Found found = Copies.find(file);
    if (found == null) {
      file.spent = true;
    } else if (found.identity().key().equals(file.key)) {
      file.location = found.path();
      file.seen(found.identity(), nanoTime);
      file.spent = !file.hasMore();
    } else {
      originals.hand(file, found, nanoTime);
      forget(file);
    }
  }

  /** Takes note that other content stands where a file was read. */
  void truncate(TailedFile file, long nanoTime) {
    file.truncated = false;
    if (config.onTruncate() == OnTruncate.IGNORE && file.size < file.read.offset()) {
      file.readToEnd();
      file.partial = false;
      return;
    }
    metrics.truncated();
    logger.info("{} was truncated at {} bytes", file.path, file.read.offset());
    try {
      file.close();
      originals.releaseCopies(file);
      Copies.Found found = Copies.find(file);
      if (found != null && files.of(found.identity().key()) == null) {
        originals.hand(file, found, nanoTime);
      }
      file.restart(afterTruncation(file));
    } catch (IOException broken) {
      logger.warn("{} cannot be read: {}", file.path, broken.toString());
    }
  }

  private Mark afterTruncation(TailedFile file) throws IOException {
    if (config.onTruncate() == OnTruncate.READ_WHOLE_FILE) {
      return Mark.START;
    }
    boolean wait = config.onTruncate() == OnTruncate.IGNORE;
    Mark known = FileReader.end(file.open(), wait ? file.read.offset() : file.size);
    return known == null ? Mark.START : known;
  }

  private void meet(Stranger stranger, long nanoTime) {
    Path path = stranger.path();
    FileIdentity identity = stranger.identity();
    try {
      boolean compressed =
          config.compression() == Compression.GZIP
              || (config.compression() == Compression.AUTO && GzipContent.isGzip(path));
      TailedFile file = new TailedFile(identity.key(), path, compressed, Mark.START);
      file.seen(identity, nanoTime);
      file.fresh = identity.size() == 0;
      originals.bind(file);
      if (file.copied == null && file.read.offset() == 0 && !fromStart) {
        startAtEnd(file);
      }
      file.head = Head.of(file.open(), (int) config.fingerprintSize().bytes());
      file.close();
      files.add(file);
    } catch (IOException broken) {
      if (unreadable.add(identity.key())) {
        metrics.failedRead();
        logger.warn("{} cannot be read: {}", path, broken.toString());
      }
    }
  }

  private static void startAtEnd(TailedFile file) throws IOException {
    if (file.compressed) {
      file.readToEnd();
      return;
    }
    Mark end = FileReader.end(file.open(), file.size);
    if (end != null) {
      file.read = end;
      file.outstanding = new Outstanding<>(end);
    }
  }

  /** Forgets a file. */
  void forget(TailedFile file) {
    originals.forget(file);
  }

  private void forgetSurplus() {
    List<TailedFile> spent = files.all().stream().filter(file -> file.spent).toList();
    for (int i = 0; i < spent.size() - REMEMBERED; i++) {
      if (spent.get(i).outstanding.size() == 0) {
        forget(spent.get(i));
      }
    }
  }
}
