package io.beltline.extension.headerssetter;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;
import java.util.List;

/** Makes {@code headers_setter} extensions. */
public final class HeadersSetterFactory implements ExtensionFactory<HeadersSetterConfig> {

  @Override
  public String type() {
    return "headers_setter";
  }

  @Override
  public List<String> aliases() {
    return List.of("headerssetter");
  }

  @Override
  public Class<HeadersSetterConfig> configType() {
    return HeadersSetterConfig.class;
  }

  @Override
  public Extension create(Settings settings, HeadersSetterConfig config) {
    return new HeadersSetterExtension(settings, config);
  }
}
