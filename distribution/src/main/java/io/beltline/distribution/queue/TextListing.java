package io.beltline.distribution.queue;

import io.beltline.delivery.journal.JournalInspection;
import io.beltline.distribution.queue.Collectors.Running;
import io.beltline.distribution.queue.Table.Cell;
import io.beltline.distribution.queue.Table.Column;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tables for people. */
final class TextListing implements Listing {
  private static final String NO_LETTERS = "no dead letters";

  private final PrintWriter out;
  private final long now;
  private boolean further;

  TextListing(PrintWriter out, long now) {
    this.out = out;
    this.now = now;
  }

  private void heading(String what, String more) {
    if (further) {
      out.println();
    }
    further = true;
    out.println(Paint.BOLD.on(what) + "  " + Paint.DIM.on(more));
  }

  @Override
  public void collector(Running collector, boolean letters) {
    Tree info = collector.info();
    String up = Amounts.age(seconds(info.text("started")));
    heading(
        "collector " + collector.pid(),
        info.text("command") + " " + info.text("version") + ", up " + up);
    long alarms = info.number("ledger_alarms");
    if (alarms > 0) {
      out.println(
          Paint.RED.on("the ledger does not come out (" + Amounts.count(alarms, "alarm") + ")"));
    }
    if (letters) {
      letters(new Letters(collector).all());
    } else {
      queues(collector.read("/v1/queues").list("queues"));
    }
  }

  private void queues(List<Tree> queues) {
    if (queues.isEmpty()) {
      out.println("no exporter has a queue");
      return;
    }
    Table table =
        new Table(
            Column.left("QUEUE"),
            Column.left("KIND"),
            Column.left("STATE"),
            Column.right("FULL"),
            Column.right("REQUESTS"),
            Column.right("ITEMS"),
            Column.right("BYTES"),
            Column.right("OLDEST"),
            Column.right("SENDING"),
            Column.right("DEAD LETTERS"));
    List<String> notes = new ArrayList<>();
    for (Tree queue : queues) {
      String state = queue.text("state");
      Tree dead = queue.tree("dead_letters");
      table.row(
          new Cell(queue.text("id"), Paint.BOLD),
          Cell.of(queue.text("kind")),
          new Cell(state, paint(state)),
          Cell.of(Amounts.share(queue.number("size"), queue.number("capacity"))),
          Cell.of(Amounts.count(queue.number("requests"))),
          Cell.of(Amounts.count(queue.number("items"))),
          Cell.of(Amounts.bytes(queue.number("bytes"))),
          Cell.of(Amounts.age(queue.decimal("oldest_age_seconds"))),
          Cell.of(queue.number("sending") + "/" + queue.number("consumers")),
          new Cell(
              Amounts.count(dead.number("letters")),
              dead.number("letters") > 0 ? Paint.YELLOW : Paint.PLAIN));
      if (!queue.text("message").isEmpty()) {
        notes.add(queue.text("id") + ": " + queue.text("message"));
      }
    }
    out.print(table);
    notes.forEach(note -> out.println(Paint.YELLOW.on("! ") + note));
  }

  private static Paint paint(String state) {
    return switch (state) {
      case "delivering" -> Paint.GREEN;
      case "retrying", "stopping" -> Paint.YELLOW;
      case "holding" -> Paint.RED;
      default -> Paint.PLAIN;
    };
  }

  private void letters(List<Tree> letters) {
    if (letters.isEmpty()) {
      out.println(NO_LETTERS);
      return;
    }
    Table table =
        new Table(
            Column.left("LETTER"),
            Column.right("ITEMS"),
            Column.right("BYTES"),
            Column.right("AGE"),
            Column.left("REASON"),
            Column.left("STATUS"),
            Column.left("THE DESTINATION'S WORDS"));
    for (Tree letter : letters) {
      long http = letter.number("http_status");
      table.row(
          new Cell(letter.text("id"), Paint.BOLD),
          Cell.of(Amounts.count(letter.number("items"))),
          Cell.of(Amounts.bytes(letter.number("bytes"))),
          Cell.of(Amounts.age(seconds(letter.text("last_attempt")))),
          Cell.of(letter.text("reason")),
          Cell.of(letter.text("status") + (http > 0 ? " (" + http + ")" : "")),
          Cell.of(oneLine(letter.text("message"))));
    }
    out.print(table);
  }

  private static String oneLine(String words) {
    String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > 100 ? line.substring(0, 97) + "..." : line;
  }

  @Override
  public void journal(Path directory, boolean letters) {
    try (JournalInspection journal = Journals.open(directory)) {
      List<Tree> stored = letters ? StoredLetters.in(journal) : List.of();
      if (letters && stored.isEmpty()) {
        return;
      }
      heading(
          directory.toString(),
          journal.inUse()
              ? "a collector runs on it; this is one moment"
              : "no collector runs on it");
      if (letters) {
        letters(stored);
      } else {
        stored(StoredQueue.in(journal));
      }
    } catch (IOException unreadable) {
      throw Journals.unreadable(directory, unreadable);
    }
  }

  @Override
  public void end() {
    if (!further) {
      out.println(NO_LETTERS);
    }
  }

  private void stored(List<StoredQueue> queues) {
    if (queues.isEmpty()) {
      out.println("nothing waits in it");
      return;
    }
    Table table =
        new Table(
            Column.left("QUEUE"),
            Column.left("HOLDS"),
            Column.right("REQUESTS"),
            Column.right("ITEMS"),
            Column.right("BYTES"),
            Column.right("OLDEST"));
    for (StoredQueue queue : queues) {
      double age = queue.oldestUnixNanos() == 0 ? -1 : (now - queue.oldestUnixNanos()) / 1e9;
      table.row(
          new Cell(queue.shownId(), Paint.BOLD),
          Cell.of(queue.isLetters() ? "dead letters" : "requests"),
          Cell.of(Amounts.count(queue.records())),
          Cell.of(Amounts.count(queue.items())),
          Cell.of(Amounts.bytes(queue.bytes())),
          Cell.of(Amounts.age(age)));
    }
    out.print(table);
  }

  private double seconds(String time) {
    if (time.isEmpty()) {
      return -1;
    }
    Instant present = Instant.ofEpochSecond(0, now);
    return Duration.between(Instant.parse(time), present).toMillis() / 1e3;
  }
}
