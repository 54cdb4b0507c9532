package io.beltline.processor.attributes;

import io.beltline.api.ComponentException;
import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.components.attributes.Actions;
import io.beltline.components.match.ItemMatcher;
import io.beltline.components.match.MatchConfig;
import io.beltline.model.Signal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code attributes} processors, which edit the attributes of spans, log records and data
 * points.
 */
public final class AttributesProcessorFactory
    implements ProcessorFactory<AttributesProcessorConfig> {

  @Override
  public String type() {
    return "attributes";
  }

  @Override
  public Class<AttributesProcessorConfig> configType() {
    return AttributesProcessorConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA);
  }

  @Override
  public Processor create(
      Settings settings, AttributesProcessorConfig config, Signal signal, Consumer next) {
    check("include", config.include(), signal);
    check("exclude", config.exclude(), signal);
    return new AttributesProcessor(
        Actions.of(config.actions()), new ItemMatcher(config.include(), config.exclude()), next);
  }

  private static void check(String key, @Nullable MatchConfig config, Signal signal) {
    String wrong = config == null ? null : config.misplaced(signal);
    if (wrong != null) {
      throw new ComponentException(key + ": " + wrong);
    }
  }
}
