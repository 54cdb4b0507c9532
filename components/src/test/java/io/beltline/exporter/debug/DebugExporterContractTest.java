package io.beltline.exporter.debug;

import io.beltline.api.ExporterFactory;
import io.beltline.testkit.ExporterContract;

class DebugExporterContractTest extends ExporterContract<DebugExporterConfig> {
  @Override
  protected ExporterFactory<DebugExporterConfig> factory() {
    return new DebugExporterFactory();
  }

  @Override
  protected String config() {
    return "{verbosity: detailed, use_internal_logger: false, output_paths: [/dev/null]}";
  }
}
