package io.beltline.extension.healthcheck;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;
import java.util.List;

/** Makes {@code healthcheckv2} extensions: {@code health_check} under its second name. */
public final class HealthCheckV2Factory implements ExtensionFactory<HealthCheckConfig> {

  @Override
  public String type() {
    return "healthcheckv2";
  }

  @Override
  public List<String> aliases() {
    return List.of("health_check_v2");
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
