package io.beltline.exporter.opensearch;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.util.Map;

/**
 * What documents of log records look like: {@code mapping}. Spans are always of the Simple Schema
 * for Observability.
 *
 * @param mode the form
 * @param timestampField where the time goes, outside of ss4o
 * @param unixTimestamp whether the time is milliseconds since 1970, outside of ss4o
 * @param dedot whether dotted keys become objects, outside of ss4o
 * @param dedup accepted, without effect
 * @param fields accepted, without effect
 * @param file accepted, without effect
 */
public record OpenSearchMappingConfig(
    @Default("ss4o") @Doc("What documents of log records look like.") Mode mode,
    @Default("\"@timestamp\"") @Doc("The field of the time; modes ecs and flatten_attributes.")
        String timestampField,
    @Default("false")
        @Doc("Write the time as milliseconds since 1970; modes ecs and flatten_attributes.")
        boolean unixTimestamp,
    @Default("true") @Doc("Write dotted keys as objects; modes ecs and flatten_attributes.")
        boolean dedot,
    @Default("true") @Doc("Accepted, without effect: no field is ever written twice.")
        boolean dedup,
    @Default("{}") @Doc("Accepted, without effect.") Map<String, String> fields,
    @Default("") @Doc("Accepted, without effect.") String file) {

  /** The forms of documents. */
  public enum Mode {
    /** The Simple Schema for Observability. */
    SS4O,
    /** The names of OTLP, attributes below {@code Attributes}. */
    ECS,
    /** The names of OTLP, attributes at the root. */
    FLATTEN_ATTRIBUTES,
    /** The body is the document. */
    BODYMAP
  }

  /** Copies the fields. */
  public OpenSearchMappingConfig {
    fields = Map.copyOf(fields);
  }
}
