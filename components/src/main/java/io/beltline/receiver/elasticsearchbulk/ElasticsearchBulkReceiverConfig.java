package io.beltline.receiver.elasticsearchbulk;

import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.HttpServerConfig;

/**
 * What users write under the {@code elasticsearch_bulk} receiver.
 *
 * @param server the HTTP server
 * @param mode how documents become log records
 * @param version the version of Elasticsearch that clients are told
 */
public record ElasticsearchBulkReceiverConfig(
    @Squash @Defaults({"endpoint=localhost:9200", "max_request_body_size=104857600"})
        HttpServerConfig server,
    @Default("ecs") @Doc("What documents look like, and so how they become log records.")
        DocumentMode mode,
    @Default("9.2.0") @Doc("The version of Elasticsearch that clients are told.") String version)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (server.endpoint().isEmpty()) {
      problems.add("endpoint", "is missing (expected: host:port)");
    }
    if (!version.matches("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")) {
      problems.add("version", "\"" + version + "\" is no version (expected: such as 9.2.0)");
    }
  }
}
