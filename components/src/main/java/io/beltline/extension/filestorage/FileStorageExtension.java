package io.beltline.extension.filestorage;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.KeyValueStore;
import io.beltline.api.ServiceListener;
import io.beltline.api.Settings;
import io.beltline.api.StorageExtension;
import io.beltline.delivery.JournalStorage;
import io.beltline.delivery.journal.Journal;
import io.beltline.delivery.journal.JournalSettings;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens one store a component in a directory, and keeps the queues and dead letters of exporters in
 * two journals below it.
 */
final class FileStorageExtension
    implements Extension, StorageExtension, JournalStorage, ServiceListener {
  private static final long MIB = 1 << 20;

  private final Settings settings;
  private final FileStorageConfig config;
  private final Set<LogStore> stores = ConcurrentHashMap.newKeySet();
  private @Nullable Clock clock;
  private @Nullable StoreRules rules;
  private @Nullable Journals queues;
  private @Nullable Journals letters;

  FileStorageExtension(Settings settings, FileStorageConfig config) {
    this.settings = settings;
    this.config = config;
  }

  @Override
  public void start(Host host) {
    Path root = config.root();
    Path temporary = config.temporaryRoot();
    try {
      prepare(root, "directory");
      prepare(temporary, "compaction::directory");
      if (config.compaction().cleanupOnStart()) {
        cleanUp(temporary);
      }
      if (!Files.getFileStore(root).equals(Files.getFileStore(temporary))) {
        settings
            .logger()
            .info(
                "compaction::directory {} is on another file system than {}; files are compacted in"
                    + " the latter",
                temporary,
                root);
        temporary = root;
      }
    } catch (IOException failed) {
      throw new ComponentException("cannot use the storage directory: " + failed, failed);
    }
    StorageHealth health = new StorageHealth(host);
    clock = host.clock();
    rules = rules(root, temporary, host.clock());
    queues = journals(root, "queues", config.journal().queues(), host.clock(), health);
    letters = journals(root, "letters", config.journal().letters(), host.clock(), health);
  }

  private Journals journals(
      Path root, String name, JournalSettings rule, Clock time, StorageHealth health) {
    Journals journals =
        new Journals(
            root.resolve(name), rule, time, settings.logger(), words -> health.is(name, words));
    journals.show(settings.meter(), name);
    if (Files.isDirectory(journals.directory())) {
      open(journals); // so that what nobody uses any more is told
    }
    return journals;
  }

  private static void open(Journals journals) {
    try {
      journals.get();
    } catch (IOException failed) {
      throw new ComponentException("cannot open the queues: " + failed.getMessage(), failed);
    }
  }

  @Override
  public Journal queues() throws IOException {
    return get(queues);
  }

  @Override
  public Journal letters() throws IOException {
    return get(letters);
  }

  private Journal get(@Nullable Journals journals) throws IOException {
    Journals started = requireNonNull(journals, "before start");
    make(started.directory());
    return started.get();
  }

  @Override
  public long maxQueueBytes() {
    long most = config.journal().maxQueueSize();
    return most == 0 ? Long.MAX_VALUE : most;
  }

  @Override
  public long queueMemoryBytes() {
    return config.journal().queueMemory();
  }

  @Override
  public void ready() {
    requireNonNull(queues, "before start").tellOrphans();
    requireNonNull(letters, "before start").tellOrphans();
  }

  private StoreRules rules(Path root, Path temporary, Clock clock) {
    CompactionConfig compaction = config.compaction();
    return new StoreRules(
        config.fsync(),
        config.recreate(),
        config.maxSize(),
        MIB,
        compaction.onStart(),
        compaction.onRebound(),
        compaction.reboundNeededThresholdMib() * MIB,
        compaction.reboundTriggerThresholdMib() * MIB,
        compaction.maxTransactionSize(),
        temporary,
        new Quarantine(root.resolve("quarantine"), clock),
        settings.logger());
  }

  private void prepare(Path directory, String key) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    if (Files.exists(directory)) {
      throw new ComponentException(key + ": \"" + directory + "\" is no directory");
    }
    if (!config.createDirectory()) {
      throw new ComponentException(
          key
              + ": \""
              + directory
              + "\" does not exist (create it, or set create_directory: true)");
    }
    make(directory);
  }

  private void make(Path directory) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      int mode =
          config.createDirectory() ? Integer.parseInt(config.directoryPermissions(), 8) : 0750;
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(permissions(mode)));
    } else {
      Files.createDirectories(directory);
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values(); // owner read ... others execute
    for (int i = 0; i < all.length; i++) {
      if ((mode & (0400 >> i)) != 0) {
        set.add(all[i]);
      }
    }
    return set;
  }

  private static void cleanUp(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files.filter(each -> each.getFileName().toString().startsWith("tempdb")).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public KeyValueStore open(ComponentKind kind, ComponentId id, String name) {
    StoreRules opened = requireNonNull(rules, "open before start");
    Path path = config.root().resolve(StoreName.of(kind, id, name));
    try {
      Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
      StoreLock lock = StoreLock.take(lockFile, config.timeout(), requireNonNull(clock));
      try {
        LogStore store = LogStore.open(path, opened, lock);
        stores.removeIf(LogStore::isClosed);
        stores.add(store);
        return store;
      } catch (IOException | RuntimeException failed) {
        lock.close();
        throw failed;
      }
    } catch (IOException failed) {
      throw new ComponentException(
          "cannot open the store of "
              + kind.label()
              + " "
              + id
              + " at "
              + path
              + ": "
              + failed.getMessage(),
          failed);
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    for (LogStore store : stores) {
      try {
        store.close();
      } catch (IOException failed) {
        settings.logger().warn("cannot close a store: {}", failed.toString());
      }
    }
    stores.clear();
    close(queues);
    close(letters);
  }

  private void close(@Nullable Journals journals) {
    if (journals != null) {
      try {
        journals.close();
      } catch (IOException failed) {
        settings.logger().warn("cannot close the queues: {}", failed.toString());
      }
    }
  }
}
