package io.beltline.exporter.otlphttp;

import io.beltline.api.ExporterFactory;
import io.beltline.testkit.ExporterContract;

class OtlpHttpExporterContractTest extends ExporterContract<OtlpHttpExporterConfig> {
  @Override
  protected ExporterFactory<OtlpHttpExporterConfig> factory() {
    return new OtlpHttpExporterFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: \"http://127.0.0.1:1\"}";
  }
}
