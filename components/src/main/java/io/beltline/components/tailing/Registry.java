package io.beltline.components.tailing;

import io.beltline.components.tailing.TailConfig.OnTruncate;
import io.beltline.components.tailing.TailConfig.StartAt;
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
  private final FileRules rules;
  private final FileFinder finder;
  private final TailMetrics metrics;
  private final Logger logger;
  private final KnownFiles files;
  private final Originals originals;
  private final Set<String> unreadable = new HashSet<>();
  private boolean fromStart;

  Registry(TailConfig config, KnownFiles.Labels labels, TailMetrics metrics, Logger logger) {
    this.config = config;
    this.rules = new FileRules(config);
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
      if (identity == null || rules.isTooOld(identity, unixMillis)) {
        continue;
      }
      TailedFile file = files.of(identity.key());
      if (file != null && rules.isAnother(file, path, identity)) {
        forget(file);
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
    Siblings.Found renamed = Siblings.renamed(file);
    if (renamed != null) {
      file.location = renamed.path();
      file.seen(renamed.identity(), nanoTime);
      file.spent = !file.hasMore();
    } else if (originals.find(file, nanoTime)) {
      forget(file);
    } else {
      file.spent = true;
    }
  }

  /** Takes note of what showed while files were read. */
  void settle(long nanoTime) {
    List<TailedFile> all = List.copyOf(files.all());
    all.forEach(originals::confirm);
    for (TailedFile file : all) {
      if (file.truncated && files.of(file.key) == file) {
        truncate(file, nanoTime);
      }
    }
  }

  /** Takes note that other content stands where a file was read. */
  private void truncate(TailedFile file, long nanoTime) {
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
      originals.leave(file, nanoTime);
      file.restart(rules.afterTruncation(file));
      file.seen(new FileIdentity(file.key, file.open().size(), file.modified), nanoTime);
      if (file.read.offset() == 0 && (file.compressed || file.size >= Originals.SURE)) {
        originals.bind(file); // something may have been copied over it
      }
    } catch (IOException broken) {
      logger.warn("{} cannot be read: {}", file.path, broken.toString());
    }
  }

  private void meet(Stranger stranger, long nanoTime) {
    Path path = stranger.path();
    FileIdentity identity = stranger.identity();
    try {
      boolean compressed = rules.isCompressed(path);
      TailedFile found = files.of(identity.key());
      if (found != null && found.compressed == compressed) {
        FileIdentity now = FileIdentity.of(path); // found while others were looked at: it has grown
        if (now != null && now.key().equals(found.key)) {
          again(found, path, now, nanoTime);
        }
        return;
      }
      TailedFile file = new TailedFile(identity.key(), path, compressed, Mark.START);
      file.seen(identity, nanoTime);
      file.fresh = identity.size() == 0;
      if (file.fresh) {
        file.readToEnd();
      } else {
        originals.bind(file);
      }
      if (file.copied == null && file.read.offset() == 0 && !fromStart) {
        FileRules.startAtEnd(file);
      }
      Content content = file.open();
      if (compressed) { // another's head is taken when it is read to its end
        file.head = Head.of(content, (int) config.fingerprintSize().bytes());
      }
      file.close();
      if (found != null) {
        forget(found);
      }
      files.add(file);
    } catch (IOException broken) {
      if (unreadable.add(identity.key())) {
        metrics.failedRead();
        logger.warn("{} cannot be read: {}", path, broken.toString());
      }
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
