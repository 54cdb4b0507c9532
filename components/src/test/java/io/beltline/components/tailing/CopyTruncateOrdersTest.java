package io.beltline.components.tailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders in which a log is written, copied, truncated and looked at, with the same 4 KB at the
 * start of each file: every line is read, once.
 */
class CopyTruncateOrdersTest {
  private static final String HEADER = ("#" + "=".repeat(62) + "\n").repeat(64);

  @TempDir private Path folder;

  private static String lines(int from, int to) {
    StringBuilder text = new StringBuilder();
    IntStream.range(from, to).forEach(i -> text.append(i).append(" something happened\n"));
    return text.toString();
  }

  private static List<Integer> numbers(TailSteps steps) {
    return steps.lines().stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> Integer.valueOf(line.substring(0, line.indexOf(' '))))
        .toList();
  }

  private static void assertOnce(TailSteps steps, int count) throws InterruptedException {
    steps.poll().poll().poll();
    assertThat(numbers(steps))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, count).boxed().toList());
  }

  private TailSteps started() throws IOException, InterruptedException {
    TailSteps steps = new TailSteps(folder);
    steps.append("shop.log", HEADER + lines(0, 100)).poll();
    return steps.append("shop.log", lines(100, 200)).poll();
  }

  @Test
  void aCopySeenEmptyIsCompleteWhenTheLogIsFoundTruncated()
      throws IOException, InterruptedException {
    TailSteps steps = started().append("shop.log", lines(200, 300)).append("shop.log.1", "");
    steps.look();
    steps.append("shop.log.1", HEADER + lines(0, 300)).truncate("shop.log", HEADER);
    steps.read().settle();
    steps.append("shop.log", lines(300, 310));
    assertOnce(steps, 310);
  }

  @Test
  void aCopySeenEmptyIsNotReadBeforeItIsLookedAtAgain() throws IOException, InterruptedException {
    TailSteps steps = started().append("shop.log.1", "").look();
    steps.append("shop.log.1", HEADER + lines(0, 200)).read().settle();
    assertThat(numbers(steps)).hasSize(200);
    steps.truncate("shop.log", HEADER + lines(200, 210));
    assertOnce(steps, 210);
  }

  @Test
  void aCopySeenEmptyIsCompleteAtTheNextLookAndTheLogIsTruncated()
      throws IOException, InterruptedException {
    TailSteps steps = started().append("shop.log.1", "").poll();
    steps.append("shop.log", lines(200, 250));
    steps.append("shop.log.1", HEADER + lines(0, 250)).truncate("shop.log", HEADER);
    steps.poll().append("shop.log", lines(250, 260));
    assertOnce(steps, 260);
  }

  @Test
  void aCopyOfWhichTheHeaderIsThereIsTakenForThatOfAnotherFirst()
      throws IOException, InterruptedException {
    TailSteps steps = started();
    Files.copy(steps.file("shop.log"), steps.file("shop.log.1"));
    steps.truncate("shop.log", HEADER + lines(200, 220)).poll().poll();
    steps.append("shop.log.2", HEADER.substring(0, 2048)).look().read().settle();
    steps.append("shop.log", lines(220, 230));
    steps.append("shop.log.2", HEADER.substring(2048) + lines(200, 230));
    steps.truncate("shop.log", HEADER).poll();
    steps.append("shop.log", lines(230, 240));
    assertOnce(steps, 240);
  }

  @Test
  void aCopyIsCompletedBeforeTheLastLinesAreWrittenAndIsSeenAfterwards()
      throws IOException, InterruptedException {
    TailSteps steps = started().append("shop.log", lines(200, 250)).look();
    Files.copy(steps.file("shop.log"), steps.file("shop.log.1"));
    steps.append("shop.log", lines(250, 260)).read().settle();
    steps.truncate("shop.log", HEADER + lines(260, 270));
    assertOnce(steps, 270);
  }

  @Test
  void twoCopiesOfOneLogDoNotBothGoOn() throws IOException, InterruptedException {
    TailSteps steps = started().append("shop.log", lines(200, 250));
    Files.copy(steps.file("shop.log"), steps.file("shop.log.1"));
    Files.copy(steps.file("shop.log"), steps.file("shop.log.bak"));
    steps.look().truncate("shop.log", HEADER).read().settle();
    steps.append("shop.log", lines(250, 260));
    assertOnce(steps, 260);
  }

  @Test
  void aCopyMadeOverAnOlderOneIsNotReadAgain() throws IOException, InterruptedException {
    TailSteps steps = started();
    Files.copy(steps.file("shop.log"), steps.file("shop.log.1"));
    steps.truncate("shop.log", HEADER + lines(200, 260)).poll().poll();
    steps.truncate("shop.log.1", HEADER + lines(200, 260)).poll();
    steps.truncate("shop.log", HEADER + lines(260, 270));
    assertOnce(steps, 270);
  }

  @Test
  void aLogAndItsCopyAreSeenForTheFirstTimeTogether() throws IOException, InterruptedException {
    TailSteps steps = new TailSteps(folder).append("shop.log", HEADER + lines(0, 100));
    Files.copy(steps.file("shop.log"), steps.file("shop.log.1"));
    steps.poll().truncate("shop.log", HEADER + lines(100, 110));
    assertOnce(steps, 110);
  }

  @Test
  void aFileThatBeginsAsAShorterOneIsReadOn() throws IOException, InterruptedException {
    TailSteps steps = new TailSteps(folder).append("shop.1.log", HEADER).poll();
    steps.append("shop.2.log", HEADER + lines(0, 10));
    assertOnce(steps, 10);
  }
}
