package io.beltline.verification.flow;

/** Index templates that tests give to search engines. */
public final class SearchTemplates {
  /** Of data streams of logs in each mode, with what a body is mapped to. */
  public static final String LOGS =
      """
      {"index_patterns":["logs-*"],"priority":200,"data_stream":{},"template":{
       "settings":{"index.number_of_replicas":0},
       "mappings":{"dynamic":true,"properties":{
        "@timestamp":{"type":"date_nanos"},"observed_timestamp":{"type":"date_nanos"},
        "attributes":{"type":"passthrough","dynamic":true,"priority":20},
        "body":{"properties":{"text":{"type":"text"},"structured":{"type":"flattened"}}},
        "trace_id":{"type":"keyword"},"message":{"type":"text"},"Body":{"type":"text"}}}}}
      """;

  private SearchTemplates() {}
}
