package io.beltline.receiver.hostmetrics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks for the use of filesystems, of those that may be behind a network for a limited time: a
 * server that is gone keeps the asking thread for ever. While it does, the filesystem is not asked
 * again, so that each costs one thread at most. One thread.
 */
final class PatientUsage {
  private static final Set<String> LOCAL =
      Set.of(
          "ext2",
          "ext3",
          "ext4",
          "xfs",
          "btrfs",
          "bcachefs",
          "f2fs",
          "jfs",
          "reiserfs",
          "zfs",
          "vfat",
          "msdos",
          "exfat",
          "ntfs",
          "ntfs3",
          "hfsplus",
          "iso9660",
          "udf",
          "squashfs",
          "erofs",
          "tmpfs",
          "ramfs",
          "devtmpfs",
          "overlay",
          "proc",
          "sysfs");

  /** The part of the patience that is left for a filesystem when others have used it up. */
  private static final int LAST_PART = 50;

  private final FilesystemUsage.Source source;
  private final ThreadFactory threads;
  private final Duration patience;
  private final Map<Path, FutureTask<FilesystemUsage>> asked = new HashMap<>();

  /** Those that have not answered in time: nobody waits for them again. */
  private final Set<Path> late = new HashSet<>();

  private long left;

  /**
   * Asks a source.
   *
   * @param patience how long it waits in a scrape for filesystems that are not local
   */
  PatientUsage(FilesystemUsage.Source source, Duration patience) {
    // platform threads: a virtual one would keep its carrier
    this(source, patience, Thread.ofPlatform().daemon().name("host_metrics statvfs").factory());
  }

  /** The same on other threads. */
  PatientUsage(FilesystemUsage.Source source, Duration patience, ThreadFactory threads) {
    this.source = source;
    this.threads = threads;
    this.patience = patience;
    this.left = patience.toNanos();
  }

  /** Begins a scrape, with all the patience. What has been answered since the last one is old. */
  void begin() {
    left = patience.toNanos();
    asked.values().removeIf(FutureTask::isDone);
    late.clear();
    late.addAll(asked.keySet());
  }

  /**
   * Asks for a filesystem that will be wanted in this scrape, if it may be behind a network: then
   * those that answer do not wait for those that do not.
   */
  void ahead(String type, Path path) {
    try {
      if (!LOCAL.contains(type)) {
        var _ = task(path);
      }
    } catch (IOException noThread) {
      return; // a fault when it is wanted
    }
  }

  private FutureTask<FilesystemUsage> task(Path path) throws IOException {
    FutureTask<FilesystemUsage> task = asked.get(path);
    if (task == null) {
      task = new FutureTask<>(() -> source.of(path));
      try {
        threads.newThread(task).start();
      } catch (OutOfMemoryError none) {
        throw new IOException("there is no thread to ask: " + none.getMessage(), none);
      }
      asked.put(path, task);
    }
    return task;
  }

  /**
   * Asks.
   *
   * @throws IOException if there is no answer
   * @throws InterruptedException if the receiver ends meanwhile
   */
  FilesystemUsage of(String type, Path path) throws IOException, InterruptedException {
    if (LOCAL.contains(type)) {
      return source.of(path);
    }
    FutureTask<FilesystemUsage> task = task(path);
    if (late.contains(path) && !task.isDone()) {
      throw new IOException("no answer since an earlier scrape");
    }
    return answer(path, task);
  }

  private FilesystemUsage answer(Path path, FutureTask<FilesystemUsage> task)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long patient = Math.max(left, patience.toNanos() / LAST_PART);
    try {
      FilesystemUsage usage = task.get(patient, TimeUnit.NANOSECONDS);
      asked.remove(path);
      return usage;
    } catch (TimeoutException e) {
      late.add(path);
      throw new IOException(
          "no answer within %d ms".formatted(Duration.ofNanos(patient).toMillis()), e);
    } catch (ExecutionException e) {
      asked.remove(path);
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      left -= System.nanoTime() - begun;
    }
  }
}
