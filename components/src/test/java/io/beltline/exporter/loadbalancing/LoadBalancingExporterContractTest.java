package io.beltline.exporter.loadbalancing;

import io.beltline.api.ExporterFactory;
import io.beltline.testkit.ExporterContract;

class LoadBalancingExporterContractTest extends ExporterContract<LoadBalancingExporterConfig> {
  @Override
  protected ExporterFactory<LoadBalancingExporterConfig> factory() {
    return new LoadBalancingExporterFactory();
  }

  @Override
  protected String config() {
    return """
    {resolver: {static: {hostnames: ["127.0.0.1:1", "127.0.0.1:2"]}},
     protocol: {otlp: {tls: {insecure: true}, retry_on_failure: {enabled: false}}}}
    """;
  }
}
