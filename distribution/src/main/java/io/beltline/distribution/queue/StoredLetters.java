package io.beltline.distribution.queue;

import io.beltline.delivery.DeadLetters.Letterhead;
import io.beltline.delivery.LetterCodec;
import io.beltline.delivery.journal.InspectedRecord;
import io.beltline.delivery.journal.JournalInspection;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.service.admin.LetterId;
import io.beltline.service.admin.LetterJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The dead letters in a journal. */
final class StoredLetters {
  private StoredLetters() {}

  /** What stands on each, as the admin API tells it. */
  static List<Tree> in(JournalInspection journal) throws IOException {
    List<Tree> letters = new ArrayList<>();
    journal.walk(
        null,
        record -> {
          StoredName name = StoredName.parse(record.queue());
          if (name != null && name.letters()) {
            letters.add(head(name, record));
          }
          return true;
        });
    return letters;
  }

  private static Tree head(StoredName name, InspectedRecord record) throws IOException {
    LetterId id = new LetterId(name.id(), record.ref().sequence());
    try {
      Letterhead head = LetterCodec.readHead(record.ref().meta());
      return Tree.read(LetterJson.head(id, head));
    } catch (MalformedTelemetryException unknown) {
      throw new IOException(id + " is no letter: " + unknown.getMessage(), unknown);
    }
  }
}
