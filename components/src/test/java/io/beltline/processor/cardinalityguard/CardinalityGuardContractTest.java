package io.beltline.processor.cardinalityguard;

import io.beltline.api.ProcessorFactory;
import io.beltline.testkit.ProcessorContract;

class CardinalityGuardContractTest extends ProcessorContract<CardinalityGuardConfig> {
  @Override
  protected ProcessorFactory<CardinalityGuardConfig> factory() {
    return new CardinalityGuardFactory();
  }
}
