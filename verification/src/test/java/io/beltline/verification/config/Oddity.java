package io.beltline.verification.config;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;
import io.beltline.config.Default;
import io.beltline.config.Section;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An extension type that exists to be configured: a key of each type. */
final class Oddity implements ExtensionFactory<Oddity.Config> {

  /** Its keys. */
  record Config(
      @Default("7") int number,
      @Default("seven") String text,
      @Default("true") boolean flag,
      @Default("0.5") double ratio,
      @Default("1s") Duration pause,
      @Default("[]") List<String> names,
      @Default("{}") Map<String, String> labels,
      @Section Inner inner) {}

  /** A section. */
  record Inner(@Default("1") int depth, @Default("") String word) {}

  @Override
  public String type() {
    return "oddity";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Extension create(Settings settings, Config config) {
    throw new IllegalStateException("it is only configured");
  }
}
