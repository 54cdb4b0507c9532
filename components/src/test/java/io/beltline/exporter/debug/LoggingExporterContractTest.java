package io.beltline.exporter.debug;

import io.beltline.api.ExporterFactory;
import io.beltline.testkit.ExporterContract;

class LoggingExporterContractTest extends ExporterContract<LoggingExporterFactory.Config> {
  @Override
  protected ExporterFactory<LoggingExporterFactory.Config> factory() {
    return new LoggingExporterFactory();
  }
}
