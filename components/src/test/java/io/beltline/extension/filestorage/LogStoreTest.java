package io.beltline.extension.filestorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.KeyValueStore.Change;
import io.beltline.extension.HandClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class LogStoreTest {
  @TempDir Path directory;

  @Test
  void valuesThatAreOverwrittenGiveTheirSpaceBack() throws IOException {
    try (LogStore store = Stores.open(directory, Stores.rules(directory, 1000))) {
      for (int i = 0; i < 1000; i++) {
        Stores.set(store, "cursor", "position " + i);
        assertThat(Files.size(Stores.path(directory))).isLessThan(2000);
      }
      assertThat(Stores.text(store, "cursor")).isEqualTo("position 999");
    }
  }

  @Test
  void openingCanCompact() throws IOException {
    try (LogStore store = Stores.open(directory)) {
      for (int i = 0; i < 100; i++) {
        Stores.set(store, "cursor", "position " + i);
      }
    }
    long before = Files.size(Stores.path(directory));
    StoreRules plain = Stores.rules(directory, Stores.MUCH);
    StoreRules onStart =
        new StoreRules(
            true,
            false,
            0,
            Stores.MUCH,
            true,
            false,
            0,
            0,
            0,
            directory,
            plain.quarantine(),
            plain.logger());
    try (LogStore store = Stores.open(directory, onStart)) {
      assertThat(Files.size(Stores.path(directory))).isLessThan(before / 10);
      assertThat(Stores.text(store, "cursor")).isEqualTo("position 99");
    }
  }

  @Test
  void aReboundCompacts() throws IOException {
    StoreRules plain = Stores.rules(directory, Stores.MUCH);
    StoreRules rebound =
        new StoreRules(
            true,
            false,
            0,
            Stores.MUCH,
            false,
            true,
            5000,
            1000,
            0,
            directory,
            plain.quarantine(),
            plain.logger());
    try (LogStore store = Stores.open(directory, rebound)) {
      for (int i = 0; i < 10; i++) {
        Stores.set(store, "item " + i, "x".repeat(600));
      }
      for (int i = 0; i < 8; i++) {
        Stores.remove(store, "item " + i);
        assertThat(Files.size(Stores.path(directory))).isGreaterThan(5000);
      }
      Stores.remove(store, "item 8");
      assertThat(Files.size(Stores.path(directory))).isLessThan(1000);
      assertThat(Stores.text(store, "item 9")).hasSize(600);
    }
  }

  @Test
  void aFullStoreRefusesWhatAddsAndTakesWhatRemoves() throws IOException {
    StoreRules plain = Stores.rules(directory, Stores.MUCH);
    StoreRules small =
        new StoreRules(
            true,
            false,
            2000,
            Stores.MUCH,
            false,
            false,
            0,
            0,
            0,
            directory,
            plain.quarantine(),
            plain.logger());
    try (LogStore store = Stores.open(directory, small)) {
      Stores.set(store, "one", "x".repeat(900));
      Stores.set(store, "two", "x".repeat(900));
      assertThatThrownBy(() -> Stores.set(store, "three", "x".repeat(900)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("full")
          .hasMessageContaining("max_size 2000");
      assertThat(Stores.text(store, "three")).isNull();
      Stores.remove(store, "one");
      Stores.set(store, "three", "x".repeat(900));
      assertThat(Stores.text(store, "three")).hasSize(900);
      assertThat(Stores.text(store, "two")).hasSize(900);
    }
  }

  @Test
  void itsKeysAreThoseThatHaveAValue() throws IOException {
    try (LogStore store = Stores.open(directory)) {
      Stores.set(store, "one", "1");
      Stores.set(store, "two", "2");
      Stores.remove(store, "one");
      Stores.set(store, "three", "3");
      assertThat(store.keys()).containsExactlyInAnyOrder("two", "three");
    }
    try (LogStore store = Stores.open(directory)) {
      assertThat(store.keys()).containsExactlyInAnyOrder("two", "three");
    }
  }

  @Test
  void aCopyOfARecordInsideADamagedValueIsNotARecord() throws IOException {
    try (LogStore store = Stores.open(directory)) {
      Stores.set(store, "k", "old");
      Stores.set(store, "k", "new");
      byte[] itself = Files.readAllBytes(Stores.path(directory));
      store.apply(List.of(new Change("copy", itself)));
      Stores.set(store, "end", "reached");
    }
    byte[] bytes = Files.readAllBytes(Stores.path(directory));
    int third = indexOf(bytes, "copy".getBytes(StandardCharsets.US_ASCII));
    bytes[third] ^= 1;
    Files.write(Stores.path(directory), bytes);
    try (LogStore store = Stores.open(directory)) {
      assertThat(Stores.text(store, "k")).isEqualTo("new");
      assertThat(Stores.text(store, "copy")).isNull();
      assertThat(Stores.text(store, "end")).isEqualTo("reached");
    }
    try (Stream<Path> kept = Files.list(directory.resolve("quarantine"))) {
      assertThat(kept).singleElement().satisfies(copy -> assertThat(copy).hasBinaryContent(bytes));
    }
  }

  @Test
  void aValueDamagedWhileOpenIsAnErrorAndNotAValue() throws IOException {
    try (LogStore store = Stores.open(directory)) {
      Stores.set(store, "k", "precious");
      byte[] bytes = Files.readAllBytes(Stores.path(directory));
      bytes[bytes.length - 1] ^= 1;
      Files.write(Stores.path(directory), bytes);
      assertThatThrownBy(() -> store.get("k")).hasMessageContaining("damaged on disk");
    }
  }

  @Test
  void aFileOfSomebodyElseIsRefusedUntouched() throws IOException {
    byte[] foreign = "this is no store but something of value to somebody".getBytes("US-ASCII");
    Files.write(Stores.path(directory), foreign);
    assertThatThrownBy(() -> Stores.open(directory))
        .hasMessageContaining("no record in it can be read")
        .hasMessageContaining("recreate: true");
    assertThat(Stores.path(directory)).hasBinaryContent(foreign);
  }

  @Test
  void recreatingKeepsTheUnreadableFileAside() throws IOException {
    byte[] foreign = new byte[100_000];
    Files.write(Stores.path(directory), foreign);
    StoreRules plain = Stores.rules(directory, Stores.MUCH);
    StoreRules recreate =
        new StoreRules(
            true,
            true,
            0,
            Stores.MUCH,
            false,
            false,
            0,
            0,
            0,
            directory,
            plain.quarantine(),
            plain.logger());
    try (LogStore store = Stores.open(directory, recreate)) {
      Stores.set(store, "k", "v");
    }
    try (Stream<Path> kept = Files.list(directory.resolve("quarantine"))) {
      assertThat(kept).singleElement().satisfies(c -> assertThat(c).hasBinaryContent(foreign));
    }
  }

  @Test
  void aFileFullOfMarkersIsSearchedInOnePass() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(16 << 20);
    while (bytes.hasRemaining()) {
      bytes.putInt(LogFormat.MARKER);
    }
    Files.write(Stores.path(directory), bytes.array());
    assertThatThrownBy(() -> Stores.open(directory)).hasMessageContaining("no record");
  }

  @Test
  void aNewerFormatIsNotTouched() throws IOException {
    byte[] header = LogFormat.fileHeader(7);
    header[11] = 2;
    ByteBuffer.wrap(header).putInt(20, LogFormat.crc(header, 0, 20));
    Files.write(Stores.path(directory), header);
    assertThatThrownBy(() -> Stores.open(directory)).hasMessageContaining("format 2 (expected: 1)");
  }

  @Test
  void aClosedStoreSaysSo() throws IOException {
    LogStore store = Stores.open(directory);
    store.close();
    store.close();
    assertThatThrownBy(() -> store.get("k")).hasMessageContaining("closed");
    assertThatThrownBy(() -> Stores.set(store, "k", "v")).hasMessageContaining("closed");
  }

  @Test
  void anInterruptedThreadDoesNotBreakTheStore() throws IOException {
    try (LogStore store = Stores.open(directory, Stores.rules(directory, 0))) {
      Thread.currentThread().interrupt();
      for (int i = 0; i < 20; i++) {
        Stores.set(store, "k", "v" + i);
      }
      assertThat(Thread.interrupted()).isTrue();
      assertThat(Stores.text(store, "k")).isEqualTo("v19");
    }
  }

  @Test
  void onlyTheNewestDamagedCopiesAreKept() throws IOException {
    HandClock clock = new HandClock();
    Quarantine quarantine = new Quarantine(directory.resolve("quarantine"), clock);
    Path file = directory.resolve("s.store");
    Path last = file;
    for (int i = 0; i < 9; i++) {
      Files.write(file, new byte[] {(byte) i});
      last = quarantine.copy(file, 0);
      clock.advance(Duration.ofSeconds(1));
    }
    try (Stream<Path> kept = Files.list(directory.resolve("quarantine"))) {
      assertThat(kept).hasSize(Quarantine.KEPT).contains(last);
    }
    assertThat(last).hasBinaryContent(new byte[] {8});
  }

  /** Three records, of which the second is damaged; the file. */
  private byte[] damaged() throws IOException {
    try (LogStore store = Stores.open(directory)) {
      Stores.set(store, "one", "1");
      Stores.set(store, "two", "2");
      Stores.set(store, "three", "3");
    }
    byte[] bytes = Files.readAllBytes(Stores.path(directory));
    bytes[indexOf(bytes, "two".getBytes(StandardCharsets.US_ASCII))] ^= 1;
    Files.write(Stores.path(directory), bytes);
    return bytes;
  }

  private void holdsTheRest(LogStore store) throws IOException {
    assertThat(Stores.contents(store, List.of("one", "two", "three")))
        .isEqualTo(Map.of("one", "1", "three", "3"));
  }

  @Test
  void aDamagedStoreOpensWithoutACopy() throws IOException {
    byte[] bytes = damaged();
    Files.writeString(directory.resolve("quarantine"), "no directory");
    try (LogStore store = Stores.open(directory)) {
      holdsTheRest(store);
      assertThat(Stores.path(directory)).as("not compacted").hasBinaryContent(bytes);
      Stores.set(store, "two", "again");
    }
    try (LogStore store = Stores.open(directory)) {
      assertThat(Stores.text(store, "two")).isEqualTo("again");
      assertThat(Stores.text(store, "three")).isEqualTo("3");
    }
  }

  @Test
  void whatIsTooLargeIsNotCopied() throws IOException {
    byte[] bytes = damaged();
    Quarantine small =
        new Quarantine(directory.resolve("quarantine"), new HandClock(), bytes.length - 1);
    try (LogStore store = Stores.open(directory, keeping(small, directory, false))) {
      holdsTheRest(store);
    }
    assertThat(directory.resolve("quarantine")).doesNotExist();
  }

  @Test
  void aStoreThatCannotBeCompactedIsCopiedOnce() throws IOException {
    byte[] bytes = damaged();
    HandClock clock = new HandClock();
    Quarantine quarantine = new Quarantine(directory.resolve("quarantine"), clock);
    for (int i = 0; i < 4; i++) {
      try (LogStore store =
          Stores.open(directory, keeping(quarantine, directory.resolve("none"), false))) {
        holdsTheRest(store);
        Stores.set(store, "more", "" + i);
      }
      clock.advance(Duration.ofSeconds(1));
    }
    try (Stream<Path> kept = Files.list(directory.resolve("quarantine"))) {
      assertThat(kept).singleElement().satisfies(c -> assertThat(c).hasBinaryContent(bytes));
    }
  }

  @Test
  void laterDamageIsCopiedToo() throws IOException {
    damaged();
    HandClock clock = new HandClock();
    Quarantine quarantine = new Quarantine(directory.resolve("quarantine"), clock);
    try (LogStore store =
        Stores.open(directory, keeping(quarantine, directory.resolve("none"), false))) {
      Stores.set(store, "four", "4");
      Stores.set(store, "five", "5");
    }
    byte[] bytes = Files.readAllBytes(Stores.path(directory));
    bytes[indexOf(bytes, "four".getBytes(StandardCharsets.US_ASCII))] ^= 1;
    Files.write(Stores.path(directory), bytes);
    clock.advance(Duration.ofSeconds(1));
    try (LogStore store = Stores.open(directory, keeping(quarantine, directory, false))) {
      holdsTheRest(store);
      assertThat(Stores.text(store, "five")).isEqualTo("5");
    }
    assertThat(Files.size(Stores.path(directory))).as("compacted").isLessThan(bytes.length);
    try (Stream<Path> kept = Files.list(directory.resolve("quarantine"))) {
      assertThat(kept).anySatisfy(copy -> assertThat(copy).hasBinaryContent(bytes));
    }
  }

  @Test
  void anUnreadableFileIsMovedAsideWhereNothingCanBeCopied() throws IOException {
    byte[] foreign = new byte[100_000];
    Files.write(Stores.path(directory), foreign);
    Files.writeString(directory.resolve("quarantine"), "no directory");
    Quarantine none = new Quarantine(directory.resolve("quarantine"), new HandClock(), 0);
    try (LogStore store = Stores.open(directory, keeping(none, directory, true))) {
      Stores.set(store, "k", "v");
    }
    assertThat(directory.resolve("s.store.damaged")).hasBinaryContent(foreign);
  }

  private static StoreRules keeping(Quarantine quarantine, Path temporary, boolean recreate) {
    return new StoreRules(
        true,
        recreate,
        0,
        Stores.MUCH,
        false,
        false,
        0,
        0,
        0,
        temporary,
        quarantine,
        LoggerFactory.getLogger("store"));
  }

  private static int indexOf(byte[] bytes, byte[] sought) {
    for (int i = 0; ; i++) {
      if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
        return i;
      }
    }
  }
}
