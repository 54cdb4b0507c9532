package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;

/** The names of the schema of OpenTelemetry data streams, ready to be written. */
final class OtelNames {
  static final byte[] TIMESTAMP = JsonBuffer.nameOf("@timestamp");
  static final byte[] OBSERVED = JsonBuffer.nameOf("observed_timestamp");
  static final byte[] START = JsonBuffer.nameOf("start_timestamp");
  static final byte[] DATA_STREAM = JsonBuffer.nameOf("data_stream");
  static final byte[] SEVERITY_TEXT = JsonBuffer.nameOf("severity_text");
  static final byte[] SEVERITY_NUMBER = JsonBuffer.nameOf("severity_number");
  static final byte[] TRACE_ID = JsonBuffer.nameOf("trace_id");
  static final byte[] SPAN_ID = JsonBuffer.nameOf("span_id");
  static final byte[] PARENT_SPAN_ID = JsonBuffer.nameOf("parent_span_id");
  static final byte[] TRACE_STATE = JsonBuffer.nameOf("trace_state");
  static final byte[] NAME = JsonBuffer.nameOf("name");
  static final byte[] VERSION = JsonBuffer.nameOf("version");
  static final byte[] SCHEMA_URL = JsonBuffer.nameOf("schema_url");
  static final byte[] KIND = JsonBuffer.nameOf("kind");
  static final byte[] DURATION = JsonBuffer.nameOf("duration");
  static final byte[] ATTRIBUTES = JsonBuffer.nameOf("attributes");
  static final byte[] DROPPED_ATTRIBUTES = JsonBuffer.nameOf("dropped_attributes_count");
  static final byte[] DROPPED_EVENTS = JsonBuffer.nameOf("dropped_events_count");
  static final byte[] DROPPED_LINKS = JsonBuffer.nameOf("dropped_links_count");
  static final byte[] EVENT_NAME = JsonBuffer.nameOf("event_name");
  static final byte[] LINKS = JsonBuffer.nameOf("links");
  static final byte[] STATUS = JsonBuffer.nameOf("status");
  static final byte[] MESSAGE = JsonBuffer.nameOf("message");
  static final byte[] CODE = JsonBuffer.nameOf("code");
  static final byte[] RESOURCE = JsonBuffer.nameOf("resource");
  static final byte[] SCOPE = JsonBuffer.nameOf("scope");
  static final byte[] BODY = JsonBuffer.nameOf("body");
  static final byte[] TEXT = JsonBuffer.nameOf("text");
  static final byte[] STRUCTURED = JsonBuffer.nameOf("structured");
  static final byte[] VALUE = JsonBuffer.nameOf("value");
  static final byte[] UNIT = JsonBuffer.nameOf("unit");
  static final byte[] METRICS = JsonBuffer.nameOf("metrics");
  static final byte[] DOC_COUNT = JsonBuffer.nameOf("_doc_count");
  static final byte[] NAMES_HASH = JsonBuffer.nameOf("_metric_names_hash");

  private static final String[] KINDS = {
    "Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"
  };
  private static final String[] CODES = {"Unset", "Ok", "Error"};

  private OtelNames() {}

  /** The word for a span's kind, empty for none that is known. */
  static String kind(int kind) {
    return kind >= 0 && kind < KINDS.length ? KINDS[kind] : "";
  }

  /** The word for a status, empty for none that is known. */
  static String code(int code) {
    return code >= 0 && code < CODES.length ? CODES[code] : "";
  }
}
