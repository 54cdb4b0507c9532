package io.beltline.receiver.elasticsearchbulk;

/** What documents look like, and so how they become log records. */
public enum DocumentMode {
  /** The Elastic Common Schema, as Beats, Logstash and Elastic's libraries write it. */
  ECS,
  /** The schema of Elasticsearch's OpenTelemetry data streams. */
  OTEL,
  /** Anything: the document is the body. */
  BODYMAP
}
