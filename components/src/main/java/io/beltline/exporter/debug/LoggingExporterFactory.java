package io.beltline.exporter.debug;

import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Settings;
import io.beltline.components.egress.EgressPolicyConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.exporter.debug.DebugExporterConfig.Verbosity;
import io.beltline.model.Signal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@code logging} exporters: the removed name of {@code debug}, with the keys it had. */
public final class LoggingExporterFactory
    implements ExporterFactory<LoggingExporterFactory.Config> {

  /** What users wrote under {@code logging}. */
  public record Config(
      @Doc("As for debug; wins over loglevel. Absent: normal.") @Nullable Verbosity verbosity,
      @Doc("The older key: debug tells everything, info a line an item, warn and error counts.")
          @Key(aliases = {"logLevel", "log_level"})
          @Nullable Level loglevel,
      @Doc("How many messages are told each second before sampling begins.") @Default("2")
          int samplingInitial,
      @Doc("After those, every how manyth message is told: 1 tells all, 0 none.") @Default("500")
          int samplingThereafter,
      @Doc("What must not leave, and what is done with it: see the page on egress policies.")
          @Section(absent = Presence.OFF)
          @Nullable EgressPolicyConfig egressPolicy)
      implements DeliveryConfig {

    Verbosity effectiveVerbosity() {
      if (verbosity != null) {
        return verbosity;
      }
      return switch (loglevel) {
        case DEBUG -> Verbosity.DETAILED;
        case WARN, ERROR -> Verbosity.BASIC;
        case INFO -> Verbosity.NORMAL;
        case null -> Verbosity.NORMAL;
      };
    }

    @Override
    public QueueConfig sendingQueue() {
      return QueueConfig.disabled();
    }

    @Override
    public RetryConfig retryOnFailure() {
      return RetryConfig.disabled();
    }

    @Override
    public Duration timeout() {
      return Duration.ZERO;
    }
  }

  /** The levels of the older key. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  @Override
  public String type() {
    return "logging";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return DebugExporterFactory.STABILITY;
  }

  @Override
  public String notice() {
    return "the logging exporter was replaced by debug; its keys still work here";
  }

  @Override
  public Exporter create(Settings settings, Config config) {
    return new DebugExporter(
        settings,
        new DebugExporterConfig(
            config.effectiveVerbosity(),
            config.samplingInitial(),
            config.samplingThereafter(),
            true,
            null,
            null,
            null));
  }
}
