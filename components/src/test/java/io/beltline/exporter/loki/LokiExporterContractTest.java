package io.beltline.exporter.loki;

import io.beltline.api.ExporterFactory;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.testkit.ExporterContract;

class LokiExporterContractTest extends ExporterContract<LokiExporterConfig> {
  private final int absent = ScriptedBackend.absent().port();

  @Override
  protected ExporterFactory<LokiExporterConfig> factory() {
    return new LokiExporterFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: \"http://127.0.0.1:" + absent + "/loki/api/v1/push\"}";
  }
}
