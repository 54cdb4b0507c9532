package io.beltline.receiver.dockerstats;

import io.beltline.components.scrape.ResourceAttributeConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The attributes the resource of a container has beside those users name. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
enum ContainerAttribute {
  COMMAND_LINE("container.command_line", false, Container::command),
  HOSTNAME("container.hostname", true, Container::hostname),
  ID("container.id", true, Container::id),
  IMAGE_ID("container.image.id", false, Container::imageId),
  IMAGE_NAME("container.image.name", true, Container::image),
  NAME("container.name", true, Container::name),
  RUNTIME("container.runtime", true, _ -> "docker");

  private final String key;
  private final boolean isDefault;
  private final Function<Container, String> value;

  ContainerAttribute(String key, boolean isDefault, Function<Container, String> value) {
    this.key = key;
    this.isDefault = isDefault;
    this.value = value;
  }

  /** The keys of all. */
  static List<String> keys() {
    return Arrays.stream(values()).map(ContainerAttribute::key).toList();
  }

  String key() {
    return key;
  }

  boolean isEnabled(Map<String, ResourceAttributeConfig> written) {
    return ResourceAttributeConfig.isEnabled(written, key, isDefault);
  }

  String of(Container container) {
    return value.apply(container);
  }
}
