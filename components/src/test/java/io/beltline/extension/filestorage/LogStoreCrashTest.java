package io.beltline.extension.filestorage;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.KeyValueStore.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A store against a map, over crashes and damage at any byte. */
final class LogStoreCrashTest {
  private static final List<String> KEYS = List.of("a", "b", "offset/ä", "queue.item.4711", "");

  @Property(tries = 50, seed = "20261123")
  void aFileCutAtAnyByteHoldsExactlyTheChangesBeforeTheCut(
      @ForAll("histories") List<List<Edit>> history, @ForAll double where) throws IOException {
    Path directory = Files.createTempDirectory("store");
    try {
      Run run = run(directory, Stores.rules(directory, Stores.MUCH), history);
      long cut = (long) (run.bytes.length * share(where));
      write(directory, Arrays.copyOf(run.bytes, (int) cut));
      int survived = 0;
      while (survived < history.size() && run.lengths.get(survived) <= cut) {
        survived++;
      }
      assertReopens(directory, replay(history.subList(0, survived)));
    } finally {
      delete(directory);
    }
  }

  @Property(tries = 50, seed = "20261123")
  void aCrashAfterCompactionLosesNoAppliedChange(
      @ForAll("histories") List<List<Edit>> history, @ForAll double where) throws IOException {
    Path directory = Files.createTempDirectory("store");
    try {
      StoreRules eager = Stores.rules(directory, 0);
      Run run = run(directory, eager, history);
      int last = history.size() - 1;
      boolean appended =
          run.before.length < run.bytes.length
              && Arrays.equals(run.before, 0, run.before.length, run.bytes, 0, run.before.length);
      long whole = appended ? run.before.length : run.bytes.length;
      long cut = whole + (long) ((run.bytes.length - whole) * share(where));
      write(directory, Arrays.copyOf(run.bytes, (int) cut));
      int survived = cut == run.bytes.length ? history.size() : last;
      assertReopens(directory, replay(history.subList(0, survived)));
    } finally {
      delete(directory);
    }
  }

  @Property(tries = 80, seed = "20261123")
  void aFlippedByteCostsAtMostTheChangeItIsIn(
      @ForAll("histories") List<List<Edit>> history,
      @ForAll double where,
      @ForAll("masks") int mask)
      throws IOException {
    Path directory = Files.createTempDirectory("store");
    try {
      Run run = run(directory, Stores.rules(directory, Stores.MUCH), history);
      int at = (int) Math.min(run.bytes.length - 1, run.bytes.length * share(where));
      run.bytes[at] ^= (byte) mask;
      write(directory, run.bytes);
      List<List<Edit>> left = new ArrayList<>(history);
      for (int i = 0; i < history.size() && at >= LogFormat.FILE_HEADER; i++) {
        if (at < run.lengths.get(i)) {
          left.remove(i);
          break;
        }
      }
      assertReopens(directory, replay(left));
      boolean inTheMiddle =
          history.size() < 2
              ? at < LogFormat.FILE_HEADER
              : at < run.lengths.get(history.size() - 2);
      assertThat(Files.exists(directory.resolve("quarantine"))).isEqualTo(inTheMiddle);
    } finally {
      delete(directory);
    }
  }

  @Property(tries = 50, seed = "20261123")
  void aDamagedCompactedFileNeverGivesAValueThatWasNeverSet(
      @ForAll("histories") List<List<Edit>> history,
      @ForAll double where,
      @ForAll("masks") int mask)
      throws IOException {
    Path directory = Files.createTempDirectory("store");
    try {
      Run run = run(directory, Stores.rules(directory, 0), history);
      int at = (int) Math.min(run.bytes.length - 1, run.bytes.length * share(where));
      run.bytes[at] ^= (byte) mask;
      write(directory, run.bytes);
      try (LogStore store = Stores.open(directory, forgiving(directory))) {
        for (String key : KEYS) {
          String value = Stores.text(store, key);
          assertThat(value == null || everSet(history, key).contains(value)).isTrue();
        }
      }
    } finally {
      delete(directory);
    }
  }

  private static Run run(Path directory, StoreRules rules, List<List<Edit>> history)
      throws IOException {
    List<Long> lengths = new ArrayList<>();
    byte[] before = new byte[0];
    try (LogStore store = Stores.open(directory, rules)) {
      for (List<Edit> edits : history) {
        before = Files.readAllBytes(Stores.path(directory));
        store.apply(edits.stream().map(Edit::change).toList());
        lengths.add(Files.size(Stores.path(directory)));
      }
      assertThat(Stores.contents(store, KEYS)).isEqualTo(replay(history));
    }
    return new Run(lengths, before, Files.readAllBytes(Stores.path(directory)));
  }

  /** The store holds this, still takes changes, and holds both when it is opened once more. */
  private static void assertReopens(Path directory, Map<String, String> expected)
      throws IOException {
    try (LogStore store = Stores.open(directory)) {
      assertThat(Stores.contents(store, KEYS)).isEqualTo(expected);
      Stores.set(store, "later", "yes");
    }
    try (LogStore store = Stores.open(directory)) {
      assertThat(Stores.contents(store, KEYS)).isEqualTo(expected);
      assertThat(Stores.text(store, "later")).isEqualTo("yes");
    }
  }

  private static StoreRules forgiving(Path directory) {
    StoreRules rules = Stores.rules(directory, Stores.MUCH);
    return new StoreRules(
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
        rules.quarantine(),
        rules.logger());
  }

  private static Map<String, String> replay(List<List<Edit>> history) {
    Map<String, String> map = new TreeMap<>();
    for (List<Edit> edits : history) {
      for (Edit edit : edits) {
        if (edit.value == null) {
          map.remove(edit.key);
        } else {
          map.put(edit.key, edit.value);
        }
      }
    }
    return map;
  }

  private static Set<String> everSet(List<List<Edit>> history, String key) {
    Set<String> values = new HashSet<>();
    history.forEach(
        edits -> edits.stream().filter(e -> e.key.equals(key)).forEach(e -> values.add(e.value)));
    return values;
  }

  private static double share(double any) {
    double positive = Math.abs(any);
    return Double.isFinite(positive) ? positive - Math.floor(positive) : 0;
  }

  private static void write(Path directory, byte[] bytes) throws IOException {
    Files.write(Stores.path(directory), bytes);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Provide
  Arbitrary<List<List<Edit>>> histories() {
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(40),
            Arbitraries.strings()
                .withChars('x', '\u008b', '\n')
                .ofMinLength(100)
                .ofMaxLength(3000));
    Arbitrary<Edit> edits =
        Combinators.combine(Arbitraries.of(KEYS), values.injectNull(0.25)).as(Edit::new);
    return edits.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(15);
  }

  @Provide
  Arbitrary<Integer> masks() {
    return Arbitraries.integers().between(1, 255);
  }

  record Edit(String key, String value) {
    Change change() {
      return new Change(key, value == null ? null : bytes());
    }

    private byte[] bytes() {
      return value.getBytes(StandardCharsets.UTF_8);
    }
  }

  private record Run(List<Long> lengths, byte[] before, byte[] bytes) {}
}
