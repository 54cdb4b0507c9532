package io.beltline.receiver.dockerstats;

import io.beltline.model.Slice;
import io.beltline.receiver.dockerstats.EventInbox.Change;
import io.beltline.transport.http.AnswerParts;
import java.io.ByteArrayOutputStream;

/** Reads events, a line of JSON each, as they come. One thread at a time. */
final class EventLines implements AnswerParts {
  /** The longest event; one that is longer is not read, but the list is. */
  static final int LONGEST = 256 << 10;

  private final EventInbox inbox;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean tooLong;

  EventLines(EventInbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void begin() {
    inbox.connected();
  }

  @Override
  public boolean take(Slice part) {
    int from = part.offset();
    for (int at = from; at < part.end(); at++) {
      if (part.array()[at] == '\n') {
        keep(part, from, at);
        end();
        from = at + 1;
      }
    }
    keep(part, from, part.end());
    return true;
  }

  private void keep(Slice part, int from, int to) {
    if (tooLong || line.size() + to - from > LONGEST) {
      tooLong = true;
      line.reset();
    } else {
      line.write(part.array(), from, to - from);
    }
  }

  private void end() {
    if (tooLong) {
      inbox.reload();
    } else if (line.size() > 0) {
      event(Slice.of(line.toByteArray()));
    }
    tooLong = false;
    line.reset();
  }

  private void event(Slice text) {
    try {
      read(text);
    } catch (Json.MalformedException malformed) {
      inbox.reload(); // whatever it was to tell, the list tells it
    }
  }

  private void read(Slice text) {
    String[] found = {"", "", "", ""};
    Json.read(
        text,
        json ->
            json.fields(
                field -> {
                  switch (field) {
                    case "Action" -> found[0] = json.text();
                    case "status" -> found[1] = json.text(); // of older versions
                    case "id" -> found[2] = json.text();
                    case "Actor" ->
                        json.fields(
                            inner -> {
                              if (inner.equals("ID")) {
                                found[3] = json.text();
                              } else {
                                json.skip();
                              }
                            });
                    default -> json.skip();
                  }
                }));
    String action = found[0].isEmpty() ? found[1] : found[0];
    String id = found[3].isEmpty() ? found[2] : found[3];
    if (!id.isEmpty()) {
      inbox.add(id, action.equals("destroy") ? Change.DESTROYED : Change.CHANGED);
    }
  }
}
