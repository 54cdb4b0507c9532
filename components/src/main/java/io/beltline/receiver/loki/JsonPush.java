package io.beltline.receiver.loki;

import io.beltline.components.json.JsonInput;
import io.beltline.components.loki.StreamLabels;
import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads push requests in JSON: {@code stream} and {@code values} of Loki 1 and later, {@code
 * labels} and {@code entries} of before. One thread, one request.
 */
final class JsonPush {
  private static final JsonFactory JSON = new JsonFactory();
  private static final long NANOS = 1_000_000_000L;

  /** What an entry, or a pair of texts, takes beside its bytes in the request. */
  private static final int GATHERED = 96;

  private final RecordWriter out;
  private final Room room;

  /**
   * A reader.
   *
   * @param room asked before an entry is kept until the labels of its stream are known
   */
  JsonPush(RecordWriter out, Room room) {
    this.out = out;
    this.room = room;
  }

  /** An entry whose labels may come behind it. */
  private record Entry(long time, String line, Map<String, String> metadata) {}

  /**
   * Reads a request into records.
   *
   * @throws MalformedTelemetryException if it is none
   */
  void read(Slice body) {
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), body.array(), body.offset(), body.length())) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT, "an object with streams");
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean streams = json.currentName().equals("streams");
        JsonToken value = json.nextToken();
        if (!streams || value == JsonToken.VALUE_NULL) {
          json.skipChildren();
          continue;
        }
        expect(json, value, JsonToken.START_ARRAY, "an array of streams");
        while (json.nextToken() != JsonToken.END_ARRAY) {
          stream(json);
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw wrong(json, "the end of the request");
      }
    } catch (JacksonException malformed) {
      throw new MalformedTelemetryException("no JSON: " + JsonInput.words(malformed));
    }
  }

  private void stream(JsonParser json) {
    expect(json, json.currentToken(), JsonToken.START_OBJECT, "a stream");
    Map<String, String> labels = Map.of();
    List<Entry> entries = new ArrayList<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "stream" -> labels = map(json);
        case "labels" -> labels = StreamLabels.parse(text(json, value, "labels as text"));
        case "values" -> values(json, entries);
        case "entries" -> entries(json, entries);
        default -> json.skipChildren();
      }
    }
    out.stream(labels);
    for (Entry entry : entries) {
      out.begin(entry.time, entry.line);
      entry.metadata.forEach(out::metadata);
      out.end();
    }
  }

  private void values(JsonParser json, List<Entry> entries) {
    expect(json, json.currentToken(), JsonToken.START_ARRAY, "an array of values");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, json.currentToken(), JsonToken.START_ARRAY, "[\"time\", \"line\"]");
      long time = nanos(json, json.nextToken());
      String line = text(json, json.nextToken(), "a line");
      Map<String, String> metadata = Map.of();
      if (json.nextToken() != JsonToken.END_ARRAY) {
        metadata = map(json);
        expect(json, json.nextToken(), JsonToken.END_ARRAY, "the end of a value");
      }
      room.take(GATHERED);
      entries.add(new Entry(time, line, metadata));
    }
  }

  private static long nanos(JsonParser json, JsonToken value) {
    try {
      return value == JsonToken.VALUE_NUMBER_INT
          ? json.getLongValue()
          : Long.parseLong(text(json, value, "nanoseconds as text"));
    } catch (NumberFormatException none) {
      throw wrong(json, "nanoseconds as text");
    }
  }

  private void entries(JsonParser json, List<Entry> entries) {
    expect(json, json.currentToken(), JsonToken.START_ARRAY, "an array of entries");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, json.currentToken(), JsonToken.START_OBJECT, "an entry");
      long time = 0;
      String line = "";
      Map<String, String> metadata = Map.of();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "ts", "timestamp" -> time = instant(json, value);
          case "line" -> line = text(json, value, "a line");
          case "structuredMetadata" -> metadata = map(json);
          default -> json.skipChildren();
        }
      }
      room.take(GATHERED);
      entries.add(new Entry(time, line, metadata));
    }
  }

  private static long instant(JsonParser json, JsonToken value) {
    String text = text(json, value, "a time");
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    } catch (DateTimeException | ArithmeticException none) {
      throw wrong(json, "a time such as 2024-05-01T12:00:00Z");
    }
  }

  private Map<String, String> map(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return Map.of();
    }
    expect(json, json.currentToken(), JsonToken.START_OBJECT, "an object of texts");
    Map<String, String> map = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      room.take(GATHERED);
      map.put(name, text(json, json.nextToken(), "a text"));
    }
    return map;
  }

  private static String text(JsonParser json, JsonToken value, String expected) {
    expect(json, value, JsonToken.VALUE_STRING, expected);
    return json.getString();
  }

  private static void expect(JsonParser json, JsonToken found, JsonToken wanted, String expected) {
    if (found != wanted) {
      throw wrong(json, expected);
    }
  }

  private static MalformedTelemetryException wrong(JsonParser json, String expected) {
    return new MalformedTelemetryException(
        "no push request at byte %d (expected: %s)"
            .formatted(json.currentLocation().getByteOffset(), expected));
  }
}
