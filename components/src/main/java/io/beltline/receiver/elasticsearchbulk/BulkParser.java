package io.beltline.receiver.elasticsearchbulk;

import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.receiver.elasticsearchbulk.BulkItem.Documents;
import io.beltline.receiver.elasticsearchbulk.BulkItem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a bulk request: an action, and behind create, index and update a document. A
 * line of action that is none makes the request unreadable, a document that is none only itself.
 * One thread, one request.
 *
 * @see <a
 *     href="https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk">bulk</a>
 */
final class BulkParser {
  private static final Refusal NO_UPDATE = unsupported("update");
  private static final Refusal NO_DELETE = unsupported("delete");

  private final byte[] bytes;
  private final int end;
  private final String index;
  private final JsonDocument json;
  private final Room room;
  private int at;
  private int number;

  /**
   * A parser.
   *
   * @param index where documents go that do not say; may be empty
   */
  BulkParser(Slice body, String index, Room room) {
    this.bytes = body.array();
    this.at = body.offset();
    this.end = body.end();
    this.index = index;
    this.room = room;
    this.json = new JsonDocument(room);
  }

  private static Refusal unsupported(String action) {
    return new Refusal(
        400,
        "illegal_argument_exception",
        "[%s] is not supported: documents become log records, which do not change"
            .formatted(action));
  }

  /**
   * Reads the request; documents are shown as they come.
   *
   * @return all actions, in their order
   * @throws MalformedTelemetryException if the request cannot be read
   */
  List<BulkItem> read(Documents documents) {
    if (at < end && bytes[end - 1] != '\n') {
      throw new MalformedTelemetryException(
          "The bulk request must be terminated by a newline [\\n]");
    }
    List<BulkItem> items = new ArrayList<>();
    while (at < end) {
      Slice line = line();
      if (!isBlank(line)) {
        BulkItem item = item(line, documents);
        room.take(item.size());
        items.add(item);
      }
    }
    if (items.isEmpty()) {
      throw new MalformedTelemetryException("request body is required");
    }
    return items;
  }

  private BulkItem item(Slice line, Documents documents) {
    BulkItem item = action(line);
    boolean isUpdate = item.action().equals("update");
    if (item.action().equals("delete") || isUpdate) {
      if (isUpdate) {
        line();
      }
      return item.refused(isUpdate ? NO_UPDATE : NO_DELETE);
    }
    if (at >= end) {
      throw new MalformedTelemetryException(
          "Malformed action/metadata line [" + number + "], no document follows");
    }
    Map<String, @Nullable Object> document;
    try {
      document = json.read(line());
    } catch (JsonDocument.NoDocumentException none) {
      return item.refused(
          new Refusal(400, "document_parsing_exception", String.valueOf(none.getMessage())));
    }
    documents.take(item, document);
    return item;
  }

  private BulkItem action(Slice line) {
    try {
      Map<String, @Nullable Object> action = json.read(line);
      if (action.size() == 1) {
        Map.Entry<String, @Nullable Object> only = action.entrySet().iterator().next();
        boolean known = List.of("create", "index", "update", "delete").contains(only.getKey());
        if (known && only.getValue() instanceof Map<?, ?> about) {
          String where = text(about.get("_index"));
          String id = text(about.get("_id"));
          return new BulkItem(only.getKey(), where.isEmpty() ? index : where, id, null);
        }
      }
    } catch (JsonDocument.NoDocumentException none) {
      throw malformed(none.getMessage());
    }
    throw malformed("expected one of [create, delete, index, update] with an object");
  }

  /** A name; many clients write ids as numbers. */
  private static String text(@Nullable Object value) {
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }

  private MalformedTelemetryException malformed(@Nullable String why) {
    return new MalformedTelemetryException(
        "Malformed action/metadata line [" + number + "]: " + why);
  }

  /** The next line, without its end. */
  private Slice line() {
    int from = at;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    Slice line = new Slice(bytes, from, at - from);
    at++;
    number++;
    return line;
  }

  private static boolean isBlank(Slice line) {
    for (int i = line.offset(); i < line.end(); i++) {
      if (line.array()[i] != ' ' && line.array()[i] != '\r' && line.array()[i] != '\t') {
        return false;
      }
    }
    return true;
  }
}
