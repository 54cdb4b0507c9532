package io.beltline.receiver.filelog;

import io.beltline.receiver.filelog.FileLogConfig.Compression;
import io.beltline.receiver.filelog.FileLogConfig.OnTruncate;
import io.beltline.receiver.filelog.FileLogConfig.StartAt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The files that are known, and what has become of them: which are new, renamed, copied, truncated,
 * gone. One thread.
 */
final class Registry {
  /** How long a file that is gone may still be written before it is closed. */
  private static final long LINGER_NANOS = 10_000_000_000L;

  /** How many files that are gone are remembered, so that their copies are known. */
  private static final int REMEMBERED = 1000;

  private final FileLogConfig config;
  private final FileFinder finder;
  private final Labels labels;
  private final FileLogMetrics metrics;
  private final Logger logger;
  private final Map<String, TailedFile> files = new LinkedHashMap<>();
  private final Relatives relatives = new Relatives();
  private final List<String> forgotten = new ArrayList<>();
  private boolean fromStart;

  /** Gives files the attributes of their records. */
  @FunctionalInterface
  interface Labels {
    void set(TailedFile file);
  }

  Registry(FileLogConfig config, Labels labels, FileLogMetrics metrics, Logger logger) {
    this.config = config;
    this.finder = new FileFinder(config.include(), config.exclude());
    this.labels = labels;
    this.metrics = metrics;
    this.logger = logger;
    this.fromStart = config.startAt() == StartAt.BEGINNING;
  }

  /** Takes what an earlier run knew; it is gone until it is found. */
  void restore(List<TailedFile> saved, long nanoTime) {
    for (TailedFile file : saved) {
      file.gone = true;
      file.grewNanos = nanoTime;
      labels.set(file);
      add(file);
    }
    fromStart |= !saved.isEmpty();
  }

  private void add(TailedFile file) {
    files.put(file.key, file);
    relatives.add(file);
  }

  /** All that are known. */
  Collection<TailedFile> files() {
    return files.values();
  }

  /** The keys of those that are not known any more since this was asked last. */
  List<String> takeForgotten() {
    List<String> keys = List.copyOf(forgotten);
    forgotten.clear();
    return keys;
  }

  /** Looks at the file system. */
  void look(long unixMillis, long nanoTime) {
    Set<TailedFile> there = new HashSet<>();
    Map<String, Path> unknown = new LinkedHashMap<>();
    Map<String, FileIdentity> identities = new LinkedHashMap<>();
    for (Path path : finder.find()) {
      FileIdentity identity = FileIdentity.of(path);
      if (identity == null || isTooOld(identity, unixMillis)) {
        continue;
      }
      TailedFile file = files.get(identity.key());
      if (file == null) {
        unknown.putIfAbsent(identity.key(), path);
        identities.put(identity.key(), identity);
      } else if (there.add(file)) {
        again(file, path, identity, nanoTime);
      }
    }
    for (TailedFile file : List.copyOf(files.values())) {
      if (!there.contains(file)) {
        missing(file, nanoTime);
      }
    }
    unknown.forEach((key, path) -> meet(path, identities.get(key), nanoTime));
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
      moveTo(file, path);
    }
    long before = file.size;
    file.seen(identity, nanoTime);
    if (file.copied != null && file.size != before && goesItsOwnWay(file, file.copied)) {
      file.copied = null;
      file.restart(Mark.START);
    }
    if (!file.compressed && file.size < file.read.offset() && file.copied == null) {
      truncate(file, nanoTime);
    }
  }

  /** Whether what began as another file does has become something else: two files with one head. */
  private boolean goesItsOwnWay(TailedFile file, TailedFile original) {
    try {
      return file.size > Files.size(original.path)
          || (file.size <= original.read.offset()
              && !Copies.isStart(original, file.path, file.size));
    } catch (IOException unreadable) {
      logger.debug("{}: {}", original.path, unreadable.toString());
      return false;
    }
  }

  private void moveTo(TailedFile file, Path path) {
    relatives.remove(file);
    file.path = path;
    file.dirty = true;
    relatives.add(file);
    labels.set(file);
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
      hand(file, found, nanoTime);
      forget(file);
    }
  }

  /** Lets a copy go on where its original was left. */
  private void hand(TailedFile file, Copies.Found found, long nanoTime) {
    TailedFile copy = files.get(found.identity().key());
    if (copy == null) {
      copy = new TailedFile(found.identity().key(), file.path, found.compressed(), Mark.START);
      copy.location = found.path();
      copy.gone = true;
      copy.grewNanos = nanoTime;
      labels.set(copy);
      add(copy);
    } else if (copy.copied != file) {
      return;
    }
    copy.copied = null;
    copy.inherit(file);
    copy.seen(found.identity(), nanoTime);
    copy.readSize = -1;
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
      for (TailedFile copy : List.copyOf(files.values())) {
        if (copy.copied == file) {
          release(copy, file);
        }
      }
      Copies.Found found = Copies.find(file);
      if (found != null && !files.containsKey(found.identity().key())) {
        hand(file, found, nanoTime);
      }
      Mark end = Mark.START;
      if (config.onTruncate() != OnTruncate.READ_WHOLE_FILE) {
        boolean wait = config.onTruncate() == OnTruncate.IGNORE;
        Mark known = FileReader.end(file.open(), wait ? file.read.offset() : file.size);
        end = known == null ? Mark.START : known;
      }
      file.restart(end);
    } catch (IOException broken) {
      logger.warn("{} cannot be read: {}", file.path, broken.toString());
    }
  }

  /** A copy whose original is read no more goes on where that was left. */
  private void release(TailedFile copy, TailedFile original) throws IOException {
    copy.copied = null;
    if (Copies.isSame(original, copy.place(), copy.compressed)) {
      copy.inherit(original);
    } else {
      Mark end = copy.compressed ? null : FileReader.end(copy.open(), copy.size);
      copy.restart(end == null ? Mark.START : end);
      copy.readToEnd();
    }
  }

  private void meet(Path path, @Nullable FileIdentity identity, long nanoTime) {
    if (identity == null) {
      return;
    }
    try {
      boolean compressed =
          config.compression() == Compression.GZIP
              || (config.compression() == Compression.AUTO && GzipContent.isGzip(path));
      TailedFile file = new TailedFile(identity.key(), path, compressed, Mark.START);
      file.seen(identity, nanoTime);
      TailedFile original = original(file);
      if (original != null) {
        file.copied = original.gone ? null : original;
        file.inherit(original);
        if (original.gone) {
          forget(original);
        } else {
          file.outstanding = new Outstanding(file.read);
        }
      } else if (!fromStart) {
        startAtEnd(file);
      }
      file.head = Head.of(file.open(), (int) config.fingerprintSize().bytes());
      file.close();
      labels.set(file);
      add(file);
    } catch (IOException unreadable) {
      logger.debug("{} cannot be read: {}", path, unreadable.toString());
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
      file.outstanding = new Outstanding(end);
    }
  }

  private @Nullable TailedFile original(TailedFile file) throws IOException {
    for (TailedFile other : relatives.of(file.path)) {
      if (other.read.offset() > 0
          && other.copied == null
          && (Copies.isSame(other, file.path, file.compressed)
              || (!other.gone && Copies.isStart(other, file.path, file.size)))) {
        return other;
      }
    }
    return null;
  }

  /** Forgets a file. */
  void forget(TailedFile file) {
    files.remove(file.key);
    relatives.remove(file);
    forgotten.add(file.key);
    for (TailedFile copy : files.values()) {
      if (copy.copied == file) {
        copy.copied = null;
        copy.readToEnd();
      }
    }
  }

  private void forgetSurplus() {
    List<TailedFile> spent = files.values().stream().filter(file -> file.spent).toList();
    for (int i = 0; i < spent.size() - REMEMBERED; i++) {
      if (spent.get(i).outstanding.size() == 0) {
        forget(spent.get(i));
      }
    }
  }
}
