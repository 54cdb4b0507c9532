package io.beltline.extension.headerssetter;

import io.beltline.api.Clock;
import io.beltline.api.Context;
import io.beltline.components.credentials.TextSource;
import io.beltline.config.Secret;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Where the value of a header comes from. */
final class ValueSource {
  private ValueSource() {}

  /** The source of a header; deleted headers have an empty one. */
  static Function<Context, String> of(HeaderConfig config, Clock clock, Logger logger) {
    Secret value = config.value();
    if (value != null) {
      String text = value.reveal();
      return _ -> text;
    }
    String file = config.valueFile();
    if (file != null) {
      Supplier<String> text = TextSource.of("headers::value_file", file, "", clock, logger);
      return _ -> text.get();
    }
    Secret secret = config.defaultValue();
    String otherwise = secret == null ? "" : secret.reveal();
    String metadata = config.fromContext();
    if (metadata != null) {
      return context -> single(context.metadata().get(metadata), metadata, otherwise, logger);
    }
    String attribute = config.fromAttribute();
    if (attribute != null) {
      return context -> text(context.auth().get(attribute), otherwise);
    }
    return _ -> "";
  }

  private static String single(List<String> values, String key, String otherwise, Logger logger) {
    if (values.size() > 1) {
      logger.debug("metadata key {} has {} values, the first is sent", key, values.size());
    }
    return values.isEmpty() ? otherwise : values.getFirst();
  }

  private static String text(@Nullable Object value, String otherwise) {
    return switch (value) {
      case null -> otherwise;
      case String text -> text;
      default -> JsonText.of(value);
    };
  }
}
