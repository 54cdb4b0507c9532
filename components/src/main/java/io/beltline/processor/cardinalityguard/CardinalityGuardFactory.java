package io.beltline.processor.cardinalityguard;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code cardinality_guard} processors, which hold the number of a metric's series. */
public final class CardinalityGuardFactory implements ProcessorFactory<CardinalityGuardConfig> {

  /** For the list of components. */
  public CardinalityGuardFactory() {}

  @Override
  public String type() {
    return "cardinality_guard";
  }

  @Override
  public Class<CardinalityGuardConfig> configType() {
    return CardinalityGuardConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      Settings settings, CardinalityGuardConfig config, Signal signal, Consumer next) {
    return new CardinalityGuardProcessor(settings, config, next);
  }
}
