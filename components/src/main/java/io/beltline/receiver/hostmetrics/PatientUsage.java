package io.beltline.receiver.hostmetrics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks for the use of filesystems, of those behind a network for a limited time: a server that is
 * gone keeps the asking thread for ever. While it does, the filesystem is not asked again, so that
 * each costs one thread at most. One thread.
 */
final class PatientUsage {
  private static final Set<String> REMOTE =
      Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "glusterfs", "lustre");

  private final FilesystemUsage.Source source;
  private final Duration patience;
  private final Map<Path, FutureTask<FilesystemUsage>> asked = new HashMap<>();

  /**
   * Asks a source.
   *
   * @param patience how long it waits for a filesystem behind a network
   */
  PatientUsage(FilesystemUsage.Source source, Duration patience) {
    this.source = source;
    this.patience = patience;
  }

  /**
   * Asks.
   *
   * @throws IOException if there is no answer
   * @throws InterruptedException if the receiver ends meanwhile
   */
  FilesystemUsage of(String type, Path path) throws IOException, InterruptedException {
    if (!REMOTE.contains(type) && !type.startsWith("fuse")) {
      return source.of(path);
    }
    FutureTask<FilesystemUsage> task = asked.get(path);
    if (task == null) {
      task = new FutureTask<>(() -> source.of(path));
      asked.put(path, task);
      // a platform thread: a virtual one would keep its carrier
      Thread.ofPlatform().daemon().name("host_metrics statvfs").start(task);
    } else if (!task.isDone()) {
      throw new IOException("no answer since an earlier scrape");
    }
    return answer(path, task);
  }

  private FilesystemUsage answer(Path path, FutureTask<FilesystemUsage> task)
      throws IOException, InterruptedException {
    try {
      FilesystemUsage usage = task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      asked.remove(path);
      return usage;
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      asked.remove(path);
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }
}
