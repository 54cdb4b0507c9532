package io.beltline.receiver.elasticsearchbulk;

import io.beltline.components.json.JsonInput;
import io.beltline.components.otlp.JsonValues;
import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads lines that are one JSON object each. One thread. */
final class JsonDocument {
  private final Room room;

  JsonDocument(Room room) {
    this.room = room;
  }

  /** A line is no JSON object. */
  static final class NoDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    NoDocumentException(String message) {
      super(message, null, false, false);
    }
  }

  /** Reads a line. */
  Map<String, @Nullable Object> read(Slice line) throws NoDocumentException {
    try (JsonParser json = JsonValues.parser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new NoDocumentException("no JSON object");
      }
      Map<String, @Nullable Object> document = JsonValues.object(json, room);
      if (json.nextToken() != null) {
        throw new NoDocumentException("more than one JSON object in a line");
      }
      return document;
    } catch (JacksonException wrong) {
      throw new NoDocumentException("no JSON object: " + JsonInput.words(wrong));
    }
  }
}
