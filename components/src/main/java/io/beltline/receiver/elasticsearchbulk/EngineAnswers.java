package io.beltline.receiver.elasticsearchbulk;

import io.beltline.components.expression.JsonText;
import io.beltline.model.Slice;
import io.beltline.receiver.elasticsearchbulk.BulkItem.Refusal;
import io.beltline.transport.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Answers in the form of Elasticsearch's. */
final class EngineAnswers {
  private static final int CREATED = 201;
  private static final JsonFactory FACTORY = new JsonFactory();

  private EngineAnswers() {}

  /** An answer; by its header clients know whom they talk to. */
  static HttpResponse json(int status, Object body) {
    return answer(status, Slice.utf8(JsonText.write(body)));
  }

  private static HttpResponse answer(int status, Slice body) {
    return HttpResponse.of(status, "application/json", body)
        .with("x-elastic-product", "Elasticsearch")
        .compressed();
  }

  /** A refusal of a request. */
  static HttpResponse error(int status, String type, String reason) {
    Map<String, Object> cause = cause(type, reason);
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("root_cause", List.of(cause));
    error.putAll(cause);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("status", (long) status);
    return json(status, body);
  }

  /** A refusal by what its status means. */
  static HttpResponse refused(int status, String reason) {
    String type =
        switch (status) {
          case 401, 403 -> "security_exception";
          case 429, 502, 503, 504 -> "es_rejected_execution_exception";
          default -> status < 500 ? "illegal_argument_exception" : "exception";
        };
    return error(status, type, reason);
  }

  private static Map<String, Object> cause(String type, String reason) {
    Map<String, Object> cause = new LinkedHashMap<>();
    cause.put("type", type);
    cause.put("reason", reason);
    return cause;
  }

  /**
   * The answer to a bulk request; written as it goes, since there may be millions of items.
   *
   * @param others why the documents without an error of their own are not taken, null if they are
   */
  static HttpResponse bulk(List<BulkItem> items, @Nullable Refusal others, long millis) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeName("errors");
      json.writeBoolean(others != null || items.stream().anyMatch(item -> item.error() != null));
      json.writeName("took");
      json.writeNumber(millis);
      json.writeName("items");
      json.writeStartArray();
      for (BulkItem item : items) {
        Refusal own = item.error();
        write(json, item, own != null ? own : others);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return answer(200, Slice.of(out.toByteArray()));
  }

  private static void write(JsonGenerator json, BulkItem item, @Nullable Refusal why) {
    json.writeStartObject();
    json.writeName(item.action());
    json.writeStartObject();
    json.writeStringProperty("_index", item.index());
    if (!item.id().isEmpty()) {
      json.writeStringProperty("_id", item.id());
    }
    if (why == null) {
      json.writeStringProperty("result", "created");
    }
    json.writeName("status");
    json.writeNumber(why == null ? CREATED : why.status());
    if (why != null) {
      json.writeName("error");
      json.writeStartObject();
      json.writeStringProperty("type", why.type());
      json.writeStringProperty("reason", why.reason());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
