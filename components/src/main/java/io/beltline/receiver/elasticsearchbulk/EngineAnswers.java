package io.beltline.receiver.elasticsearchbulk;

import io.beltline.components.expression.JsonText;
import io.beltline.model.Slice;
import io.beltline.receiver.elasticsearchbulk.BulkItem.Refusal;
import io.beltline.transport.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers in the form of Elasticsearch's. */
final class EngineAnswers {
  private static final long CREATED = 201;

  private EngineAnswers() {}

  /** An answer; by its header clients know whom they talk to. */
  static HttpResponse json(int status, Object body) {
    return HttpResponse.of(status, "application/json", Slice.utf8(JsonText.write(body)))
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
   * The answer to a bulk request.
   *
   * @param others why the documents without an error of their own are not taken, null if they are
   */
  static HttpResponse bulk(List<BulkItem> items, @Nullable Refusal others, long millis) {
    List<Object> told = new ArrayList<>();
    boolean errors = false;
    for (BulkItem item : items) {
      Refusal why = item.error() != null ? item.error() : others;
      errors |= why != null;
      told.add(Map.of(item.action(), item(item, why)));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("errors", errors);
    body.put("took", millis);
    body.put("items", told);
    return json(200, body);
  }

  private static Map<String, Object> item(BulkItem item, @Nullable Refusal why) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("_index", item.index());
    if (!item.id().isEmpty()) {
      about.put("_id", item.id());
    }
    if (why == null) {
      about.put("result", "created");
      about.put("status", CREATED);
    } else {
      about.put("status", (long) why.status());
      about.put("error", cause(why.type(), why.reason()));
    }
    return about;
  }
}
