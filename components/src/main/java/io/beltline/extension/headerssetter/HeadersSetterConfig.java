package io.beltline.extension.headerssetter;

import io.beltline.api.ComponentId;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users write under {@code extensions::headers_setter}. */
public record HeadersSetterConfig(
    @Doc("The headers, treated in order.") List<HeaderConfig> headers,
    @Doc("Another authenticator whose headers are set before these.")
        @Nullable String additionalAuth)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (headers.isEmpty()) {
      problems.add("headers", "is empty (expected: a list of headers)");
    }
    if (additionalAuth != null) {
      try {
        ComponentId.parse(additionalAuth);
      } catch (IllegalArgumentException malformed) {
        problems.add("additional_auth", String.valueOf(malformed.getMessage()));
      }
    }
  }
}
