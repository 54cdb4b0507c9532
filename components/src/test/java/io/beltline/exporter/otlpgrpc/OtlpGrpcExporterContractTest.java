package io.beltline.exporter.otlpgrpc;

import io.beltline.api.ExporterFactory;
import io.beltline.testkit.ExporterContract;

class OtlpGrpcExporterContractTest extends ExporterContract<OtlpGrpcExporterConfig> {
  @Override
  protected ExporterFactory<OtlpGrpcExporterConfig> factory() {
    return new OtlpGrpcExporterFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: \"127.0.0.1:1\", tls: {insecure: true}}";
  }
}
