package io.beltline.components.tailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands behind the end of the last line. */
class RestTest {
  private static final Duration PERIOD = Duration.ofMillis(500);

  @TempDir private Path folder;

  @Test
  void whatIsWrittenWhileTheRestIsReadWaitsItself() throws IOException, InterruptedException {
    TailSteps steps = new TailSteps(folder).append("a.log", "one\ntw").poll();
    steps.later(PERIOD).look().append("a.log", "o\nth").read().settle();
    assertThat(steps.lines()).containsExactly("one", "two");
    steps.append("a.log", "ree\n").poll();
    assertThat(steps.lines()).containsExactly("one", "two", "three");
  }

  @Test
  void theSameHoldsWhereItIsCompressed() throws IOException, InterruptedException {
    TailSteps steps = new TailSteps(folder).append("a.gz", Gzip.of("one\ntw")).poll();
    steps.later(PERIOD).look().append("a.gz", Gzip.of("o\nth")).read().settle();
    assertThat(steps.lines()).containsExactly("one", "two");
    steps.poll().later(PERIOD).poll();
    assertThat(steps.lines()).containsExactly("one", "two", "th");
  }

  @Test
  void aHeaderThatIsBeingWrittenWaitsToo() throws IOException, InterruptedException {
    String header =
        "header: {pattern: '^#[a-z]', metadata_operators: [{type: regex_parser, regex:"
            + " '^#(?P<a>.*)'}]}";
    TailSteps steps = new TailSteps(folder, header).append("a.log", "#x").poll();
    steps.later(PERIOD).look().append("a.log", "y\n#").read().settle();
    steps.append("a.log", "z\none\n").poll();
    assertThat(steps.lines()).containsExactly("one");
  }

  @Test
  void whatIsNoEntryIsLookedAtWhenItHasGrownAndTakenAfterAMinute()
      throws IOException, InterruptedException {
    TailSteps steps = new TailSteps(folder).entry(text -> text.endsWith(";"));
    steps.append("a.log", "ab").poll().later(PERIOD).poll().poll();
    assertThat(steps.asked()).containsExactly("ab");
    steps.append("a.log", "c").poll().later(PERIOD).poll().poll();
    assertThat(steps.asked()).containsExactly("ab", "abc");
    assertThat(steps.lines()).isEmpty();
    steps.append("a.log", ";").poll().later(PERIOD).poll();
    assertThat(steps.lines()).containsExactly("abc;");
    steps.append("a.log", "de").poll().later(Duration.ofSeconds(59)).poll();
    assertThat(steps.lines()).hasSize(1);
    steps.later(Duration.ofSeconds(1)).poll();
    assertThat(steps.lines()).containsExactly("abc;", "de");
  }
}
