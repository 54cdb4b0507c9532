package io.beltline.delivery;

import static java.util.Objects.requireNonNull;

import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.delivery.LetterIndex.Letter;
import io.beltline.delivery.journal.Append;
import io.beltline.delivery.journal.DamagedRecordException;
import io.beltline.delivery.journal.JournalCursor;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.delivery.journal.Ticket;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Telemetry;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Dead letters in a journal: so many letters and bytes, the oldest out first. What stands on them
 * is in memory, their items are not. A letter's number is its record's, the same in every run.
 */
final class JournalDeadLetters implements DeadLetters {
  private final String name;
  private final StoragePlace place;
  private final DeadLetterConfig limits;
  private final Predicate<String> headers;
  private final Consumer<Letterhead> damaged;
  private final Logger logger;
  private final LetterIndex index = new LetterIndex();
  private @Nullable JournalQueue queue;
  private @Nullable StoredContext kept;

  /**
   * A box.
   *
   * @param delivery the name of the queue the letters come from
   * @param headers which headers of senders (lower-case names) are stored, whatever they are
   * @param damaged told of letters that cannot be read any more
   */
  JournalDeadLetters(
      String delivery,
      StoragePlace place,
      DeadLetterConfig limits,
      Predicate<String> headers,
      Consumer<Letterhead> damaged,
      Logger logger) {
    this.name = delivery + " dead letters";
    this.place = place;
    this.limits = limits;
    this.headers = headers;
    this.damaged = damaged;
    this.logger = logger;
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  @Override
  public void start(Host host) {
    kept = new StoredContext(host, headers);
    try {
      JournalQueue opened = place.find(host).letters().queue(name, Long.MAX_VALUE);
      queue = opened;
      JournalCursor all = opened.cursor(null);
      for (RecordRef each = all.next(); each != null; each = all.next()) {
        found(opened, each);
      }
    } catch (IOException | IllegalStateException failed) {
      close();
      throw new ComponentException(place.key() + ": " + failed.getMessage(), failed);
    }
  }

  private void found(JournalQueue opened, RecordRef record) {
    try {
      index.add(new Letter(record, LetterCodec.readHead(record.meta())));
    } catch (MalformedTelemetryException unknown) {
      logger.warn("{}: {} is no letter: {}", name, record, unknown.getMessage());
      opened.skip(record);
    }
  }

  private JournalQueue queue() {
    return requireNonNull(queue, "before start");
  }

  @Override
  public Kept keep(DeadLetter letter) {
    Letterhead head = letter.head();
    if (head.bytes() > limits.maxSize()) {
      return Kept.tooLarge(head.bytes(), limits.maxSize());
    }
    Context context = requireNonNull(kept, "before start").of(letter.context());
    byte[] meta = LetterCodec.write(new DeadLetter(head, context, letter.telemetry()));
    Append append = queue().append(meta, letter.telemetry().payload(), head.items(), head.bytes());
    if (!(append instanceof Ticket ticket)) {
      logger.warn("{}: a letter cannot be kept now: {}", name, append);
      return Kept.notNow();
    }
    try {
      Letter kept = new Letter(queue().await(ticket), head);
      index.add(kept);
      return new Kept(true, makeRoom(kept));
    } catch (IOException failed) {
      logger.warn("{}: a letter cannot be kept now: {}", name, failed.getMessage());
      return Kept.notNow();
    }
  }

  private long makeRoom(Letter newest) {
    long items = 0;
    for (Letter old : index.trim(limits.maxLetters(), limits.maxSize(), newest.id())) {
      queue().acknowledge(old.record());
      items += old.head().items();
    }
    return items;
  }

  @Override
  public List<Listed> list() {
    return index.list();
  }

  @Override
  public @Nullable DeadLetter read(long id) {
    Letter letter = index.get(id);
    return letter == null ? null : load(letter);
  }

  @Override
  public @Nullable DeadLetter claim(long id) {
    Letter letter = index.claim(id);
    DeadLetter read = letter == null ? null : load(letter);
    if (letter != null && read == null) {
      index.giveBack(id);
    }
    return read;
  }

  /** A letter with its items; null if they cannot be read, now or ever. */
  private @Nullable DeadLetter load(Letter letter) {
    try {
      Telemetry telemetry = Telemetry.of(letter.head().signal(), queue().read(letter.record()));
      return LetterCodec.read(letter.record().meta(), telemetry);
    } catch (DamagedRecordException lost) { // the journal has told it
      if (index.remove(letter.id()) != null) {
        damaged.accept(letter.head());
      }
      return null;
    } catch (IOException failed) {
      logger.warn("{}: {} cannot be read: {}", name, letter.record(), failed.toString());
      return null;
    }
  }

  @Override
  public void remove(long id) {
    Letter letter = index.removeClaimed(id);
    if (letter != null) {
      queue().acknowledge(letter.record());
    }
  }

  @Override
  public void giveBack(long id) {
    index.giveBack(id);
  }

  @Override
  public Fill fill() {
    return index.fill();
  }

  /** Gives the box up; nothing is lost by it. */
  @Override
  public List<Letterhead> close() {
    JournalQueue opened = queue;
    if (opened != null) {
      opened.close();
    }
    return List.of();
  }
}
