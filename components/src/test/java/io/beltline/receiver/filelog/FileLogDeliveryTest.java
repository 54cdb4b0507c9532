package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Reservation;
import io.beltline.api.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of lines that are refused, held, or on their way when the process ends. */
class FileLogDeliveryTest {
  private static final String BEGINNING = "start_at: beginning";

  @TempDir private Path folder;

  @Test
  void whatIsRefusedForATimeIsOfferedAgain() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", "a\n");
    List<String> answers = new ArrayList<>(List.of("no", "no"));
    rig.next.answering(
        (context, telemetry) ->
            answers.isEmpty() ? ConsumeResult.accepted() : refusal(answers.removeFirst()));
    try (rig) {
      rig.start(BEGINNING);
      rig.poll(Duration.ofSeconds(1)).poll(Duration.ofSeconds(2)).poll(Duration.ofSeconds(4));
      assertThat(rig.bodies()).containsExactly("a", "a", "a");
    }
  }

  @Test
  void readingGoesOnAfterABug() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", "one\n");
    AtomicBoolean sound = new AtomicBoolean();
    rig.next.answering(
        (context, telemetry) -> {
          if (!sound.getAndSet(true)) {
            throw new IllegalStateException("a bug");
          }
          return ConsumeResult.accepted();
        });
    try (rig) {
      rig.start(BEGINNING);
      assertThat(rig.bodies()).containsExactly("one");
      rig.write("a.log", "two\n").poll(Duration.ofSeconds(10));
      assertThat(rig.bodies()).containsExactly("two");
    }
  }

  @Test
  void whatIsRefusedForGoodIsPassedBy() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", "bad\n");
    rig.next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "no"));
    try (rig) {
      rig.start(BEGINNING, "storage: file_storage");
      rig.stop();
      rig.start(BEGINNING, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("bad");
    }
  }

  @Test
  void anotherRunGoesOnWhereLinesWereDelivered() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n")) {
      rig.start(BEGINNING, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("1", "2");
      rig.stop();
      rig.write("a.log", "3\n").start(BEGINNING, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("3");
    }
  }

  @Test
  void theOffsetDoesNotMoveWhileAQueueHoldsTheLines() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n");
    List<Reservation> held = new ArrayList<>();
    rig.next.answering(
        (context, telemetry) -> {
          Reservation reserved = Objects.requireNonNull(context.reservation());
          held.add(Objects.requireNonNull(reserved.share()));
          return ConsumeResult.accepted();
        });
    try (rig) {
      rig.start(BEGINNING, "storage: file_storage");
      rig.write("a.log", "3\n").poll();
      assertThat(rig.bodies()).containsExactly("1", "2", "3");
      held.get(1).close();
      rig.poll().close();
      rig.start(BEGINNING, "storage: file_storage");
      assertThat(rig.bodies())
          .as("the first two are not delivered yet")
          .containsExactly("1", "2", "3");
      held.get(2).close();
      rig.poll().close();
      rig.start(BEGINNING, "storage: file_storage").poll();
      assertThat(rig.bodies()).isEmpty();
    }
  }

  @Test
  void theOffsetMovesWhenAQueueHasTheLinesOnDisk() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n2\n");
    List<Reservation> held = new ArrayList<>();
    rig.next.answering(
        (context, telemetry) -> {
          Reservation reserved = Objects.requireNonNull(context.reservation());
          Reservation share = Objects.requireNonNull(reserved.share());
          share.kept();
          held.add(share);
          return ConsumeResult.accepted();
        });
    try (rig) {
      rig.start(BEGINNING, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("1", "2");
      rig.stop();
      rig.write("a.log", "3\n").start(BEGINNING, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("3");
      assertThat(held).isNotEmpty();
    }
  }

  @Test
  void linesThatAnOperatorHoldsAreReadAgain() throws IOException {
    String join =
        "operators: [{type: recombine, combine_field: body, is_first_entry: 'body startsWith"
            + " \"E\"'}]";
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "E1\n a\nE2\n b\n")) {
      String keep = "preserve_leading_whitespaces: true";
      rig.start(BEGINNING, join, keep, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("E1\n a");
      rig.stop();
      rig.write("a.log", " c\nE3\n").start(BEGINNING, join, keep, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("E2\n b\n c");
      rig.poll(Duration.ofSeconds(6)).poll();
      assertThat(rig.bodies()).containsExactly("E3");
    }
  }

  @Test
  void filesAreDeletedWhenAllOfThemIsDelivered() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n")) {
      rig.start(BEGINNING, "delete_after_read: true").poll();
      assertThat(rig.bodies()).containsExactly("1");
      assertThat(folder.resolve("a.log")).doesNotExist();
    }
  }

  @Test
  void aStorageThatCannotBeReadIsClosedAgain() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "1\n")) {
      rig.storage.broken(true);
      assertThatThrownBy(() -> rig.start(BEGINNING, "storage: file_storage"))
          .isInstanceOf(ComponentException.class)
          .hasMessage("storage: cannot be read: broken");
      assertThat(rig.storage.open()).isZero();
      rig.storage.broken(false);
      rig.start(BEGINNING, "storage: file_storage");
      assertThat(rig.bodies()).containsExactly("1");
    }
  }

  private static ConsumeResult refusal(String words) {
    return ConsumeResult.unavailable(words, null);
  }
}
