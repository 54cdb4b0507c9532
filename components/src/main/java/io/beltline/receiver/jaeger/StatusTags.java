package io.beltline.receiver.jaeger;

import io.beltline.components.traces.SpanFields;
import io.beltline.model.otlp.SpanKind;
import io.beltline.model.otlp.StatusCode;
import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tags say of success, by rank: {@code error} as a flag that is true, {@code
 * otel.status_code}, {@code http.status_code}.
 */
final class StatusTags {
  private static final String ERROR = "error";
  private static final String CODE = "otel.status_code";
  private static final String DESCRIPTION = "otel.status_description";
  private static final String HTTP_CODE = "http.status_code";
  private static final String HTTP_MESSAGE = "http.status_message";
  private static final Value TRUE = Value.of(true);

  private StatusTags() {}

  /** Writes the status and takes away the tags that it holds whole. */
  static void write(WireWriter out, int kind, Map<String, Value> tags) {
    Value told = tags.remove(CODE);
    if (TRUE.equals(tags.get(ERROR))) {
      tags.remove(ERROR);
      Value words = tags.remove(DESCRIPTION);
      status(out, StatusCode.ERROR, words == null ? tags.get(HTTP_MESSAGE) : words);
    } else if (told != null) {
      int code =
          switch (told.asString().toUpperCase(Locale.ROOT)) {
            case "OK" -> StatusCode.OK;
            case "ERROR" -> StatusCode.ERROR;
            default -> StatusCode.UNSET;
          };
      status(out, code, tags.remove(DESCRIPTION));
    } else if (failed(tags.get(HTTP_CODE), kind)) {
      status(out, StatusCode.ERROR, tags.get(HTTP_MESSAGE));
    }
  }

  private static void status(WireWriter out, int code, @Nullable Value message) {
    if (code == StatusCode.UNSET) {
      return;
    }
    int mark = out.begin(SpanFields.STATUS);
    if (message != null) {
      out.string(SpanFields.STATUS_MESSAGE, message.asString());
    }
    out.varint(SpanFields.STATUS_CODE, code);
    out.end(mark);
  }

  /** A server that turned a request down did what it should; who sent it has failed. */
  private static boolean failed(@Nullable Value http, int kind) {
    if (http == null) {
      return false;
    }
    long code;
    try {
      code = Long.parseLong(http.asString());
    } catch (NumberFormatException noCode) {
      return false;
    }
    if (code >= 400 && code < 500) {
      return kind != SpanKind.SERVER;
    }
    return code < 100 || code >= 500;
  }
}
