package io.beltline.receiver.journald;

import static io.beltline.receiver.journald.FakeJournalctl.cursor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ConsumeResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What becomes of the receiver when journalctl ends, or does not start, and where it begins. */
class JournalctlEndsTest {
  private static final String STORED = "storage: file_storage";

  @Test
  void itIsStartedAgainBehindWhatWasRead() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl("journal is broken\nand gone\n")).entries(1, 3).end(1);
      rig.start();
      assertThat(rig.messages(2)).containsExactly("1", "2");
      rig.command();
      rig.next(new FakeJournalctl()).entries(2, 4);
      rig.clock.awaitPending(3);
      assertThat(rig.host.statuses().getLast().message())
          .isEqualTo("journalctl ended with code 1: journal is broken; and gone");
      rig.clock.advance(Duration.ofSeconds(2));
      assertThat(rig.command()).contains("--cursor=" + cursor(2));
      assertThat(rig.messages(1)).containsExactly("3");
      rig.until("all is well", () -> rig.host.statuses().getLast().equals(ComponentStatus.OK));
      assertThat(rig.settings.meter().count("beltline_journald_journalctl_ends")).isOne();
    }
  }

  @Test
  void itIsStartedLaterAndLater() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(FakeJournalctl.missing());
      rig.start();
      for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60}) {
        rig.command();
        rig.clock.awaitPending(3);
        assertThat(rig.clock.waits()).contains(Duration.ofSeconds(seconds));
        rig.next(FakeJournalctl.missing());
        rig.clock.advance(Duration.ofSeconds(seconds));
      }
      assertThat(rig.host.statuses().getLast().message()).isEqualTo("no such command");
    }
  }

  @Test
  void theEndIsWrittenDownBeforeAnythingIsRead() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl()).entries(7, 8).end(0);
      FakeJournalctl journalctl = rig.next(new FakeJournalctl());
      rig.start(STORED, "start_at: end", "units: [a]");
      assertThat(rig.command())
          .contains("--lines=1")
          .as("the end of everything")
          .doesNotContain("--unit=a");
      assertThat(rig.command()).contains("--cursor=" + cursor(7), "--unit=a");
      assertThat(rig.saved()).isEqualTo(cursor(7));
      rig.endAtOnce();
      journalctl = rig.next(new FakeJournalctl());
      rig.start(STORED, "start_at: end");
      assertThat(rig.command()).as("asked once").contains("--cursor=" + cursor(7));
      journalctl.entries(8, 9);
      assertThat(rig.messages(1)).containsExactly("8");
    }
  }

  @Test
  void theEndOfAnEmptyJournalIsItsStart() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl("No journal files were found.\n")).end(0);
      rig.next(new FakeJournalctl()).entries(1, 2);
      rig.start(STORED, "start_at: end");
      rig.command();
      assertThat(rig.command()).contains("--no-tail").noneMatch(w -> w.startsWith("--cursor"));
      assertThat(rig.messages(1)).containsExactly("1");
    }
  }

  @Test
  void theEndIsFoundWhereTheNewestEntryIsTooLong() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl()).entries(7, 8).end(0);
      rig.next(new FakeJournalctl());
      rig.start(STORED, "start_at: end", "max_log_size: 20");
      assertThat(rig.command()).contains("--lines=1");
      assertThat(rig.command()).contains("--cursor=" + cursor(7));
      assertThat(rig.saved()).isEqualTo(cursor(7));
    }
  }

  @Test
  void theEndIsAskedForAgainIfThereIsNoAnswer() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl("denied\n")).end(1);
      rig.start("start_at: end");
      rig.command();
      rig.clock.awaitPending(3);
      assertThat(rig.host.statuses().getLast().message()).contains("code 1: denied");
      rig.next(new FakeJournalctl()).entries(7, 8).end(0);
      rig.next(new FakeJournalctl());
      rig.clock.advance(Duration.ofSeconds(2));
      assertThat(rig.command()).contains("--lines=1");
      assertThat(rig.command()).contains("--cursor=" + cursor(7));
    }
  }

  @Test
  void aCursorThatIsNoneIsNotUsed() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.storage.values.put("cursor", new byte[] {'-', 'x'});
      rig.next(new FakeJournalctl());
      rig.start(STORED);
      assertThat(rig.command()).noneMatch(word -> word.startsWith("--cursor"));
    }
  }

  @Test
  void aStorageThatCannotBeReadIsClosedAgain() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.storage.broken(true);
      assertThatThrownBy(() -> rig.start(STORED))
          .isInstanceOf(ComponentException.class)
          .hasMessage("storage: cannot be read: broken");
      assertThat(rig.storage.open()).isZero();
      rig.storage.broken(false);
      rig.next(new FakeJournalctl()).entries(1, 2);
      rig.start(STORED);
      assertThat(rig.messages(1)).containsExactly("1");
    }
  }

  @Test
  void whatABugHasLostIsReadAgain() throws Exception {
    AtomicBoolean sound = new AtomicBoolean();
    try (JournalRig rig = new JournalRig()) {
      rig.answering(
          (context, telemetry) -> {
            if (!sound.getAndSet(true)) {
              throw new IllegalStateException("a bug");
            }
            return ConsumeResult.accepted();
          });
      rig.next(new FakeJournalctl()).entries(1, 2);
      rig.start(STORED);
      rig.command();
      rig.next(new FakeJournalctl()).entries(1, 3);
      rig.clock.awaitPending(3);
      rig.clock.advance(Duration.ofSeconds(2));
      assertThat(rig.command()).noneMatch(word -> word.startsWith("--cursor"));
      assertThat(rig.messages(2)).containsExactly("1", "2");
      rig.untilSaved(cursor(2));
    }
  }

  @Test
  void whatWasLoggedBeforeTheMachineWasStartedIsReadFirst() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl()).entries(1, 3).end(0);
      rig.next(new FakeJournalctl()).entries(2, 4);
      rig.start("merge: false");
      assertThat(rig.command()).doesNotContain("--follow");
      assertThat(rig.command()).contains("--follow", "--cursor=" + cursor(2));
      assertThat(rig.messages(3)).containsExactly("1", "2", "3");
    }
  }

  @Test
  void nothingToReadIsNoFailure() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl()).end(1);
      rig.next(new FakeJournalctl()).entries(1, 2);
      rig.start("merge: false");
      assertThat(rig.messages(1)).containsExactly("1");
      rig.endAtOnce();
      rig.next(new FakeJournalctl("Failed to open.")).end(1);
      rig.start("merge: false");
      rig.clock.awaitPending(3);
      assertThat(rig.host.statuses().getLast().message()).endsWith("code 1: Failed to open.");
    }
  }

  @Test
  void nothingThatMatchesIsNoFailureWhateverElseIsSaid() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      String hint = "Hint: You are currently not seeing messages from other users.\n";
      rig.next(new FakeJournalctl(hint)).write("-- No entries --").end(1);
      rig.next(new FakeJournalctl()).entries(1, 2);
      rig.start("merge: false", "grep: x");
      assertThat(rig.messages(1)).containsExactly("1");
      assertThat(rig.settings.meter().count("beltline_journald_journalctl_ends")).isZero();
    }
  }
}
