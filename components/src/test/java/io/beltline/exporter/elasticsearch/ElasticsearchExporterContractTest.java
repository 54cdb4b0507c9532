package io.beltline.exporter.elasticsearch;

import io.beltline.api.ExporterFactory;
import io.beltline.testkit.ExporterContract;

class ElasticsearchExporterContractTest extends ExporterContract<ElasticsearchExporterConfig> {
  @Override
  protected ExporterFactory<ElasticsearchExporterConfig> factory() {
    return new ElasticsearchExporterFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: \"http://127.0.0.1:1\"}";
  }
}
