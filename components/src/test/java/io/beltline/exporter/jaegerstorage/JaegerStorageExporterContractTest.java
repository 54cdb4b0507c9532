package io.beltline.exporter.jaegerstorage;

import io.beltline.api.ExporterFactory;
import io.beltline.testkit.ExporterContract;
import io.beltline.testkit.TestHost;

class JaegerStorageExporterContractTest extends ExporterContract<JaegerStorageExporterConfig> {
  @Override
  protected ExporterFactory<JaegerStorageExporterConfig> factory() {
    return new JaegerStorageExporterFactory();
  }

  @Override
  protected String config() {
    return "{trace_storage: main}";
  }

  @Override
  protected TestHost host() {
    return Storages.host("opensearch: {server_urls: [\"http://127.0.0.1:1\"]}");
  }
}
