package io.beltline.verification.flow;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Index templates made of tables of schemas: an engine refuses what has another field. */
final class SchemaTemplates {
  private static final String TEMPLATE =
      """
      {"index_patterns":["%s"],"priority":200,"data_stream":{},"template":{
       "settings":{"index.number_of_replicas":0%s},
       "mappings":{"dynamic":"strict","date_detection":false,"dynamic_templates":[
        {"counter_long":{"mapping":{"type":"long"%s}}},
        {"gauge_long":{"mapping":{"type":"long"%s}}},
        {"gauge_double":{"mapping":{"type":"double"%s}}},
        {"strings":{"match_mapping_type":"string","mapping":{"type":"keyword"}}}],
        "properties":%s}}}
      """;

  private static final String TIME_SERIES =
      ",\"index.mode\":\"time_series\",\"index.routing_path\":[\"unit\",\"_metric_names_hash\"]";
  private static final String COUNTER = ",\"time_series_metric\":\"counter\"";
  private static final String GAUGE = ",\"time_series_metric\":\"gauge\"";
  private static final String DIMENSION = ",\"time_series_dimension\":true";

  private SchemaTemplates() {}

  /** Of data streams. */
  static String of(String pattern, SchemaTable schema) {
    return TEMPLATE.formatted(pattern, "", "", "", "", schema.properties());
  }

  /** Of time series. */
  static String series(String pattern, SchemaTable schema) {
    return TEMPLATE.formatted(
        pattern, TIME_SERIES, COUNTER, GAUGE, GAUGE, withDimensions(schema.properties()));
  }

  /** What tells time series apart, as the schema marks it. */
  private static String withDimensions(JsonNode properties) {
    String passthrough = "\"type\":\"passthrough\"";
    String text = properties.toString().replace(passthrough, passthrough + DIMENSION);
    for (String field : List.of("unit", "_metric_names_hash")) {
      String plain = "\"" + field + "\":{\"type\":\"keyword\"";
      text = text.replace(plain, plain + DIMENSION);
    }
    String metrics = "\"metrics\":{" + passthrough;
    return text.replace(metrics + DIMENSION, metrics);
  }
}
