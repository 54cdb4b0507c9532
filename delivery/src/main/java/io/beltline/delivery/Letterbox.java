package io.beltline.delivery;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.DeadLetters.Letterhead;
import io.beltline.model.Telemetry;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;

/**
 * What a person does with the dead letters of a destination, and what becomes of them at its end.
 *
 * @param letters the letters
 * @param belt takes those that are sent again
 * @param size how much of the queue telemetry fills
 * @param clean takes out of a letter what must not leave
 * @param desk where it is booked
 * @param metrics where it is counted
 */
record Letterbox(
    DeadLetters letters,
    Belt belt,
    ToLongFunction<Telemetry> size,
    UnaryOperator<Telemetry> clean,
    Desk desk,
    DeliveryMetrics metrics) {

  /** Puts a letter back into the queue. */
  ConsumeResult redrive(long id) {
    DeadLetter letter = letters.claim(id);
    if (letter == null) {
      return unknown(id);
    }
    boolean taken = false;
    try {
      Telemetry telemetry = clean.apply(letter.telemetry());
      DeadLetter sent = new DeadLetter(letter.head(), letter.context(), telemetry);
      Entry entry = Entry.redriven(sent, size.applyAsLong(telemetry), desk);
      ConsumeResult refusal = belt.intake().redrive(entry);
      taken = refusal == null;
      if (refusal != null) {
        return refusal;
      }
      metrics.redriven(entry.items);
      return ConsumeResult.accepted();
    } finally {
      if (taken) {
        letters.remove(id);
      } else {
        letters.giveBack(id);
      }
    }
  }

  /** Throws a letter away. */
  ConsumeResult purge(long id) {
    DeadLetter letter = letters.claim(id);
    if (letter == null) {
      return unknown(id);
    }
    letters.remove(id);
    desk.discarded(DropReason.PURGED, letter.head().items());
    return ConsumeResult.accepted();
  }

  private static ConsumeResult unknown(long id) {
    return new Permanent(Status.of(Code.NOT_FOUND), "there is no dead letter " + id);
  }

  /** Ends; what is lost by it is booked and told. */
  void close(Logger logger) {
    List<Letterhead> lost = letters.close();
    lost.forEach(letter -> desk.discarded(letter.reason(), letter.items()));
    if (!lost.isEmpty()) {
      logger.warn(
          "{} dead letters with {} items were kept in memory only and are lost",
          lost.size(),
          lost.stream().mapToLong(Letterhead::items).sum());
    }
  }
}
