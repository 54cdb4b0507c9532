package io.beltline.receiver.zipkin;

import io.beltline.components.traces.SpanFields;
import io.beltline.model.otlp.StatusCode;
import io.beltline.model.otlp.WireWriter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tags say of success: {@code otel.status_code} and {@code otel.status_description} of
 * exporters of OpenTelemetry, {@code error} of Zipkin's own clients.
 */
final class StatusTags {
  private static final String CODE = "otel.status_code";
  private static final String DESCRIPTION = "otel.status_description";
  private static final String ERROR = "error";
  private static final int NONE = -1;

  private StatusTags() {}

  /** Writes the status and takes away the tags that it holds whole. */
  static void write(WireWriter out, Map<String, Tag> tags) {
    int code = code(tags.get(CODE));
    if (code != NONE) {
      tags.remove(CODE);
    }
    String error = error(tags);
    if (error != null) {
      code = StatusCode.ERROR;
    }
    if (code == NONE) {
      return;
    }
    Tag description = tags.remove(DESCRIPTION);
    String message = description != null ? description.text() : error != null ? error : "";
    if (error != null && (error.isEmpty() || error.equals(message))) {
      tags.remove(ERROR);
    }
    if (code == StatusCode.UNSET) {
      return;
    }
    int mark = out.begin(SpanFields.STATUS);
    if (!message.isEmpty()) {
      out.string(SpanFields.STATUS_MESSAGE, message);
    }
    out.varint(SpanFields.STATUS_CODE, code);
    out.end(mark);
  }

  /** The words of a failure, empty where there are none; null where nothing failed. */
  private static @Nullable String error(Map<String, Tag> tags) {
    Tag error = tags.get(ERROR);
    if (error == null || error.text().equalsIgnoreCase("false")) {
      return null;
    }
    return error.text().equalsIgnoreCase("true") ? "" : error.text();
  }

  private static int code(@Nullable Tag tag) {
    if (tag == null) {
      return NONE;
    }
    return switch (tag.text().toUpperCase(Locale.ROOT)) {
      case "UNSET", "STATUS_CODE_UNSET", "0" -> StatusCode.UNSET;
      case "OK", "STATUS_CODE_OK", "1" -> StatusCode.OK;
      case "ERROR", "STATUS_CODE_ERROR", "2" -> StatusCode.ERROR;
      default -> NONE;
    };
  }
}
