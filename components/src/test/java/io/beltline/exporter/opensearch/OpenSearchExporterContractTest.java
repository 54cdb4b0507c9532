package io.beltline.exporter.opensearch;

import io.beltline.api.ExporterFactory;
import io.beltline.testkit.ExporterContract;

class OpenSearchExporterContractTest extends ExporterContract<OpenSearchExporterConfig> {
  @Override
  protected ExporterFactory<OpenSearchExporterConfig> factory() {
    return new OpenSearchExporterFactory();
  }

  @Override
  protected String config() {
    return "{http: {endpoint: \"http://127.0.0.1:1\"}}";
  }
}
