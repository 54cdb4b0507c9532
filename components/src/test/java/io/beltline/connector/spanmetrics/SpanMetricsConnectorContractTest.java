package io.beltline.connector.spanmetrics;

import io.beltline.api.Factory;
import io.beltline.testkit.FactoryContract;

class SpanMetricsConnectorContractTest extends FactoryContract<SpanMetricsConfig> {
  @Override
  protected Factory<SpanMetricsConfig> factory() {
    return new SpanMetricsConnectorFactory();
  }
}
