package io.beltline.receiver.webhookevent;

import io.beltline.components.json.JsonInput;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Divides bodies into events. Stateless. */
final class Bodies {
  private static final JsonFactory JSON = new JsonFactory();

  private Bodies() {}

  /** Each line, without its end. */
  static void lines(Slice body, EventWriter out) {
    byte[] bytes = body.array();
    int from = body.offset();
    for (int at = from; at < body.end(); at++) {
      if (bytes[at] == '\n') {
        out.add(bytes, from, at > from && bytes[at - 1] == '\r' ? at - 1 : at);
        from = at + 1;
      }
    }
    if (from < body.end()) {
      out.add(bytes, from, body.end());
    }
  }

  /**
   * Each JSON value, as it is written, in UTF-8 whatever the sender calls it (RFC 8259, 8.1).
   *
   * @throws MalformedTelemetryException where none stands, and if it is UTF-16 or UTF-32
   */
  static void values(Slice body, EventWriter out) {
    byte[] bytes = body.toByteArray();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      while (json.nextToken() != null) {
        int from = (int) json.currentTokenLocation().getByteOffset();
        if (from < 0) { // of texts that it decodes the parser counts characters, not bytes
          throw new MalformedTelemetryException("no JSON: it is no UTF-8");
        }
        json.skipChildren();
        json.finishToken();
        int to = (int) json.currentLocation().getByteOffset();
        while (bytes[to - 1] <= ' ' && bytes[to - 1] >= 0) {
          to--; // a number ends where something else begins
        }
        out.add(bytes, from, to);
      }
    } catch (JacksonException malformed) {
      throw new MalformedTelemetryException("no JSON: " + JsonInput.words(malformed));
    }
  }
}
