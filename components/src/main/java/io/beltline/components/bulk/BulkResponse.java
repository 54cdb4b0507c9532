package io.beltline.components.bulk;

import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The answer to a bulk request, document by document. Fields that are not of interest may stand
 * anywhere and have any form.
 *
 * @param items one for each document, in the order of the request
 */
record BulkResponse(List<Item> items) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * What became of a document.
   *
   * @param status the HTTP status, 0 if none is told
   * @param type the kind of error, empty if there is none
   * @param reason the engine's words, empty if there are none
   * @param failureStore whether the document went to the failure store of its data stream
   */
  record Item(int status, String type, String reason, boolean failureStore) {
    private static final Item CREATED = new Item(201, "", "", false);

    boolean isTaken() {
      return status >= 200 && status < 300;
    }
  }

  /** Reads an answer; null if it is none. */
  static @Nullable BulkResponse read(Slice body) {
    List<Item> items = new ArrayList<>();
    boolean found = false;
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), body.array(), body.offset(), body.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("items") && value == JsonToken.START_ARRAY) {
          found = true;
          items(json, items);
        } else {
          json.skipChildren();
        }
      }
      return found && json.currentToken() == JsonToken.END_OBJECT ? new BulkResponse(items) : null;
    } catch (JacksonException malformed) {
      return null;
    }
  }

  private static void items(JsonParser json, List<Item> items) {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        return; // the array does not end: the caller sees no end of the object either
      }
      items.add(item(json));
    }
  }

  /** An object of one member, which names the action. */
  private static Item item(JsonParser json) {
    Item found = new Item(0, "", "", false);
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return found;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        found = outcome(json);
      } else {
        json.skipChildren();
      }
    }
    return found;
  }

  private static Item outcome(JsonParser json) {
    int status = 0;
    String[] error = {"", ""};
    boolean failureStore = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "status" -> status = value == JsonToken.VALUE_NUMBER_INT ? json.getValueAsInt() : 0;
        case "error" -> error(json, value, error);
        case "failure_store" -> failureStore = "used".equals(text(json, value));
        default -> json.skipChildren();
      }
    }
    boolean usual = status == 201 && error[0].isEmpty() && error[1].isEmpty() && !failureStore;
    return usual ? Item.CREATED : new Item(status, error[0], error[1], failureStore);
  }

  private static void error(JsonParser json, JsonToken value, String[] error) {
    if (value != JsonToken.START_OBJECT) {
      error[1] = text(json, value); // of old servers
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken inner = json.nextToken();
      switch (name) {
        case "type" -> error[0] = text(json, inner);
        case "reason" -> error[1] = text(json, inner);
        default -> json.skipChildren();
      }
    }
  }

  private static String text(JsonParser json, JsonToken value) {
    if (value == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    json.skipChildren();
    return "";
  }
}
