package io.beltline.receiver.journald;

import static io.beltline.receiver.journald.FakeJournalctl.cursor;
import static io.beltline.receiver.journald.FakeJournalctl.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Reservation;
import io.beltline.api.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournaldReceiverTest {
  private static final String STORED = "storage: file_storage";
  private static final String JOIN =
      "operators: [{type: recombine, combine_field: body.MESSAGE, is_first_entry:"
          + " 'body.MESSAGE == \"1\" or body.MESSAGE == \"3\"'}]";

  @Test
  void anEntryBecomesARecord() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl()).write(entry(1));
      rig.start("attributes: {unit: 'EXPR(body.PRIORITY)'}", "resource: {service.name: journal}");
      Map<String, @Nullable Object> record = rig.records(1).getFirst();
      assertThat(record)
          .containsEntry("time", "1700000000000001000")
          .containsEntry("attributes", Map.of("unit", "6"))
          .containsEntry("resource", Map.of("service.name", "journal"));
      assertThat(record.get("body"))
          .isEqualTo(Map.of("__CURSOR", cursor(1), "MESSAGE", "1", "PRIORITY", "6"));
      assertThat(rig.settings.meter().count("beltline_receiver_read_records")).isOne();
    }
  }

  @Test
  void theCursorMovesWhenEntriesAreDelivered() throws Exception {
    List<Reservation> held = new ArrayList<>();
    try (JournalRig rig = new JournalRig()) {
      rig.answering(
          (context, telemetry) -> {
            held.add(Objects.requireNonNull(Objects.requireNonNull(context.reservation()).share()));
            return ConsumeResult.accepted();
          });
      FakeJournalctl journalctl = rig.next(new FakeJournalctl());
      rig.start(STORED);
      journalctl.entries(1, 3);
      assertThat(rig.messages(2)).containsExactly("1", "2");
      journalctl.entries(3, 4);
      assertThat(rig.messages(1)).containsExactly("3");
      assertThat(rig.tick().saved()).as("both requests are in a queue").isNull();
      held.get(1).close();
      assertThat(rig.tick().saved()).as("the first is").isNull();
      held.get(0).close();
      rig.untilSaved(cursor(3));
    }
  }

  @Test
  void anotherRunGoesOnBehindWhatWasDelivered() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl()).entries(1, 4);
      rig.start(STORED);
      assertThat(rig.messages(3)).containsExactly("1", "2", "3");
      rig.stop();
      assertThat(rig.command()).contains("--no-tail").noneMatch(w -> w.startsWith("--cursor"));
      rig.next(new FakeJournalctl()).entries(3, 6);
      rig.start(STORED);
      assertThat(rig.command()).contains("--cursor=" + cursor(3));
      assertThat(rig.messages(2)).as("not the entry of the cursor").containsExactly("4", "5");
    }
  }

  @Test
  void theFirstEntryCountsIfTheOneOfTheCursorIsGone() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl()).entries(1, 2);
      rig.start(STORED);
      rig.messages(1);
      rig.stop();
      rig.next(new FakeJournalctl()).entries(2, 3);
      rig.start(STORED);
      assertThat(rig.messages(1)).containsExactly("2");
    }
  }

  @Test
  void whatIsRefusedForATimeIsOfferedAgain() throws Exception {
    AtomicBoolean open = new AtomicBoolean();
    try (JournalRig rig = new JournalRig()) {
      rig.answering(
          (context, telemetry) ->
              open.getAndSet(true)
                  ? ConsumeResult.accepted()
                  : ConsumeResult.unavailable("later", null));
      rig.next(new FakeJournalctl()).entries(1, 2);
      rig.start(STORED);
      rig.messages(1);
      assertThat(rig.saved()).isNull();
      rig.clock.awaitPending(3);
      rig.clock.advance(Duration.ofSeconds(1));
      assertThat(rig.messages(1)).containsExactly("1");
      rig.untilSaved(cursor(1));
      assertThat(rig.settings.meter().count("beltline_receiver_held_requests")).isOne();
    }
  }

  @Test
  void whatIsRefusedForGoodIsCountedAndPassedBy() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.answering(
          (context, telemetry) -> new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "no"));
      rig.next(new FakeJournalctl()).entries(1, 3);
      rig.start(STORED);
      rig.messages(2);
      rig.untilSaved(cursor(2));
      assertThat(dropped(rig, "refused")).isEqualTo(2);
    }
  }

  @Test
  void entriesThatOperatorsHoldAreReadAgain() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl()).entries(1, 4);
      rig.start(STORED, JOIN);
      assertThat(rig.messages(1)).containsExactly("1\n2");
      rig.untilSaved(cursor(2));
      assertThat(rig.isQuiet()).as("the third is held").isTrue();
      rig.until("the third", () -> !rig.isQuiet());
      assertThat(rig.messages(1)).containsExactly("3");
      rig.untilSaved(cursor(3));
    }
  }

  @Test
  void linesThatAreNoEntriesAreCounted() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl())
          .write("-- Boot 0123 --", "{\"MESSAGE\":\"x\"}", "{", "x".repeat(300), entry(1));
      rig.start("max_log_size: 200");
      assertThat(rig.messages(1)).containsExactly("1");
      assertThat(dropped(rig, "malformed")).isEqualTo(2);
      assertThat(dropped(rig, "too_long")).isEqualTo(1);
    }
  }

  @Test
  void entriesThatCannotBeTakenAreCountedOnce() throws Exception {
    String large = entry(2).replace("}", ",\"LARGE\":\"" + "x".repeat(300_000) + "\"}");
    String odd = entry(3).replace("\"6\"", "{}");
    try (JournalRig rig = new JournalRig()) {
      rig.start(STORED, "max_log_size: 200");
      rig.next(new FakeJournalctl()).write(entry(1), large, odd);
      assertThat(rig.messages(1)).containsExactly("1");
      rig.untilSaved(cursor(3));
      rig.stop();
      rig.start(STORED, "max_log_size: 200");
      rig.next(new FakeJournalctl()).write(odd, entry(4), large, entry(5));
      rig.command();
      assertThat(rig.command()).contains("--cursor=" + cursor(3));
      assertThat(rig.messages(2)).containsExactly("4", "5");
      assertThat(dropped(rig, "malformed")).isEqualTo(1);
      assertThat(dropped(rig, "too_long")).as("another that is").isEqualTo(2);
    }
  }

  @Test
  void anEntryTooLongThatWasReadLastIsNotCountedAgain() throws Exception {
    String large = entry(2).replace("}", ",\"LARGE\":\"" + "x".repeat(300_000) + "\"}");
    try (JournalRig rig = new JournalRig()) {
      rig.start(STORED, "max_log_size: 200");
      rig.next(new FakeJournalctl()).write(entry(1), large);
      rig.untilSaved(cursor(2));
      rig.stop();
      rig.start(STORED, "max_log_size: 200");
      rig.next(new FakeJournalctl()).write(large, entry(3));
      assertThat(rig.messages(2)).containsExactly("1", "3");
      assertThat(dropped(rig, "too_long")).isEqualTo(1);
    }
  }

  @Test
  void filteredEntriesAreCountedAndPassedBy() throws Exception {
    try (JournalRig rig = new JournalRig()) {
      rig.next(new FakeJournalctl()).entries(1, 4);
      rig.start(STORED, "operators: [{type: filter, expr: 'body.MESSAGE != \"2\"'}]");
      assertThat(rig.messages(1)).containsExactly("2");
      assertThat(dropped(rig, "filtered")).isEqualTo(2);
      rig.untilSaved(cursor(3));
    }
  }

  @Test
  void theCursorIsWrittenWhileWhatOperatorsHeldIsRefused() throws Exception {
    List<Reservation> held = new CopyOnWriteArrayList<>();
    try (JournalRig rig = new JournalRig()) {
      rig.answering(
          (context, telemetry) -> {
            if (!held.isEmpty()) {
              return ConsumeResult.unavailable("later", null);
            }
            held.add(Objects.requireNonNull(Objects.requireNonNull(context.reservation()).share()));
            return ConsumeResult.accepted();
          });
      rig.next(new FakeJournalctl()).entries(1, 4);
      rig.start(STORED, JOIN);
      assertThat(rig.messages(1)).containsExactly("1\n2");
      rig.until("the third", () -> !rig.isQuiet());
      assertThat(rig.saved()).isNull();
      held.getFirst().close();
      rig.untilSaved(cursor(2));
    }
  }

  private static long dropped(JournalRig rig, String reason) {
    return rig.settings.meter().count("beltline_receiver_dropped_items", Map.of("reason", reason));
  }
}
