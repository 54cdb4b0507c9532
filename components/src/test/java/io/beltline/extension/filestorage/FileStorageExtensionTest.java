package io.beltline.extension.filestorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Deadline;
import io.beltline.api.KeyValueStore;
import io.beltline.api.KeyValueStore.Change;
import io.beltline.delivery.journal.Append;
import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.delivery.journal.Journal;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.QueueSummary;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.delivery.journal.Refusal;
import io.beltline.delivery.journal.Ticket;
import io.beltline.extension.HandClock;
import io.beltline.model.Payload;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStorageExtensionTest {
  private static final ComponentId ID = ComponentId.parse("file_log/access");

  @TempDir Path directory;
  private final HandClock clock = new HandClock();

  @Test
  void aStoreSurvivesARestart() throws IOException {
    FileStorageExtension first = start(config(directory, false));
    KeyValueStore store = first.open(ComponentKind.RECEIVER, ID, "");
    store.apply(List.of(new Change("offset", new byte[] {1, 2, 3})));
    first.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    assertThatThrownBy(() -> store.get("offset")).hasMessageContaining("closed");

    FileStorageExtension second = start(config(directory, false));
    assertThat(second.open(ComponentKind.RECEIVER, ID, "").get("offset")).containsExactly(1, 2, 3);
    assertThat(second.open(ComponentKind.RECEIVER, ID, "other").get("offset")).isNull();
    second.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
  }

  @Test
  void aStoreIsOpenOnceAtATime() throws IOException {
    FileStorageExtension extension = start(config(directory, false));
    KeyValueStore store = extension.open(ComponentKind.RECEIVER, ID, "");
    long before = clock.nanoTime();
    assertThatThrownBy(() -> extension.open(ComponentKind.RECEIVER, ID, ""))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("receiver file_log/access")
        .hasMessageContaining("in use by another process or component");
    assertThat(Duration.ofNanos(clock.nanoTime() - before))
        .isBetween(Duration.ofSeconds(1), Duration.ofMillis(1100));
    store.close();
    extension.open(ComponentKind.RECEIVER, ID, "").close();
  }

  @Test
  void aMissingDirectoryIsAnErrorUnlessItShallBeCreated() throws IOException {
    Path missing = directory.resolve("a").resolve("b");
    assertThatThrownBy(() -> start(config(missing, false)))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining(missing.toString())
        .hasMessageContaining("create_directory: true");
    start(config(missing, true));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(missing)))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void aFileInTheWayIsAnError() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> start(config(file, true))).hasMessageContaining("is no directory");
  }

  @Test
  void temporaryFilesAreRemovedAtStartWhereThatIsConfigured() throws IOException {
    Path left = Files.createFile(directory.resolve("tempdb-left"));
    start(config(directory, false));
    assertThat(left).exists();
    CompactionConfig compaction =
        new CompactionConfig(
            false, false, directory.toString(), 100, 10, 65536, Duration.ofSeconds(5), true);
    start(
        new FileStorageConfig(
            directory.toString(),
            Duration.ofSeconds(1),
            false,
            false,
            "0750",
            0,
            false,
            compaction,
            JournalConfig.defaults()));
    assertThat(left).doesNotExist();
  }

  @Test
  void queuesAreInOneJournalThatIsClosedLast() throws IOException {
    FileStorageExtension first = start(config(directory, false));
    assertThat(directory.resolve("queues")).doesNotExist();
    Journal journal = first.queues();
    assertThat(first.queues()).isSameAs(journal);
    assertThat(first.letters()).isNotSameAs(journal);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("queues"))))
        .isEqualTo("rwxr-x---");
    assertThat(first.maxQueueBytes()).isEqualTo(2L << 30);
    JournalQueue queue = journal.queue("zipkin traces", first.maxQueueBytes());
    Append append = queue.append(new byte[0], Payload.of(new byte[] {1, 2}), 1, 1);
    queue.await((Ticket) append);
    first.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    assertThatThrownBy(first::queues).hasMessageContaining("closed");

    TestSettings settings = TestSettings.of("file_storage");
    FileStorageExtension second =
        (FileStorageExtension)
            new FileStorageFactory().create(settings.settings(), config(directory, false));
    second.start(new TestHost(clock));
    second.ready();
    assertThat(second.queues().orphans())
        .extracting(QueueSummary::name)
        .containsExactly("zipkin traces");
    second.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
  }

  @Test
  void aJournalInUseIsAnError() throws IOException {
    FileStorageExtension first = start(config(directory, false));
    first.queues();
    assertThatThrownBy(() -> start(config(directory, false)))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("in use by another process or component");
    first.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    start(config(directory, false)).shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
  }

  @Test
  void itsStatusSaysThatThereIsNoRoomAndThatThereIsAgain() throws IOException {
    long most = 128 << 10;
    JournalConfig small =
        new JournalConfig(
            FsyncPolicy.NEVER, Duration.ofSeconds(1), most / 2, most, 0, 8 << 20, 0, 0);
    TestHost host = new TestHost(clock);
    FileStorageExtension extension = start(config(directory, false, small), host);
    JournalQueue queue = extension.queues().queue("q", Long.MAX_VALUE);
    Payload payload = Payload.of(new byte[10_000]);
    List<RecordRef> kept = new ArrayList<>();
    Append append = queue.append(new byte[0], payload, 1, 1);
    while (append instanceof Ticket ticket) {
      kept.add(queue.await(ticket));
      append = queue.append(new byte[0], Payload.of(new byte[10_000]), 1, 1);
    }
    assertThat(append).isEqualTo(Refusal.JOURNAL_FULL);
    clock.advance(Duration.ofSeconds(2));
    assertThat(host.statuses())
        .containsExactly(
            ComponentStatus.recoverable(
                directory.resolve("queues")
                    + ": the files of the queues fill journal::max_size (131072 bytes), requests"
                    + " are turned away until some are delivered; the oldest file is kept by queue"
                    + " q, which holds "
                    + queue.bytes()
                    + " bytes"));
    kept.forEach(queue::acknowledge);
    clock.advance(Duration.ofSeconds(2));
    assertThat(host.statuses()).hasSize(2).endsWith(ComponentStatus.OK);
    extension.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
  }

  private FileStorageExtension start(FileStorageConfig config) {
    return start(config, new TestHost(clock));
  }

  private static FileStorageExtension start(FileStorageConfig config, TestHost host) {
    FileStorageExtension extension =
        (FileStorageExtension)
            new FileStorageFactory().create(TestSettings.of("file_storage").settings(), config);
    extension.start(host);
    return extension;
  }

  private static FileStorageConfig config(Path directory, boolean create) {
    return config(directory, create, JournalConfig.defaults());
  }

  private static FileStorageConfig config(Path directory, boolean create, JournalConfig journal) {
    return new FileStorageConfig(
        directory.toString(),
        Duration.ofSeconds(1),
        false,
        create,
        "0750",
        0,
        false,
        new CompactionConfig(false, false, "", 100, 10, 65536, Duration.ofSeconds(5), false),
        journal);
  }
}
