package io.beltline.exporter.prometheusremotewrite;

import io.beltline.api.ExporterFactory;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.testkit.ExporterContract;

class PrometheusRemoteWriteExporterContractTest
    extends ExporterContract<PrometheusRemoteWriteExporterConfig> {
  private final int absent = ScriptedBackend.absent().port();

  @Override
  protected ExporterFactory<PrometheusRemoteWriteExporterConfig> factory() {
    return new PrometheusRemoteWriteExporterFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: \"http://127.0.0.1:" + absent + "/api/v1/write\"}";
  }
}
