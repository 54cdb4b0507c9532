package io.beltline.exporter.nop;

import io.beltline.api.ExporterFactory;
import io.beltline.testkit.ExporterContract;

class NopExporterContractTest extends ExporterContract<NopExporterFactory.Config> {
  @Override
  protected ExporterFactory<NopExporterFactory.Config> factory() {
    return new NopExporterFactory();
  }
}
