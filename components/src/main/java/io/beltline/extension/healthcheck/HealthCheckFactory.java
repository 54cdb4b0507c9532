package io.beltline.extension.healthcheck;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;
import java.util.List;

/** Makes {@code health_check} extensions. */
public final class HealthCheckFactory implements ExtensionFactory<HealthCheckConfig> {

  @Override
  public String type() {
    return "health_check";
  }

  @Override
  public List<String> aliases() {
    return List.of("healthcheck");
  }

  @Override
  public Class<HealthCheckConfig> configType() {
    return HealthCheckConfig.class;
  }

  @Override
  public List<String> uses(HealthCheckConfig config) {
    return config.extensions();
  }

  @Override
  public Extension create(Settings settings, HealthCheckConfig config) {
    return new HealthCheckExtension(settings, config);
  }
}
