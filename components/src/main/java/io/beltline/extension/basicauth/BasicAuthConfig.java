package io.beltline.extension.basicauth;

import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/** What users write under {@code extensions::basicauth}: one of the two sections. */
public record BasicAuthConfig(
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("For receivers: the users who may send.")
        @Nullable HtpasswdConfig htpasswd,
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("For exporters: the user to send as.")
        @Nullable ClientAuthConfig clientAuth)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (htpasswd != null && clientAuth != null) {
      problems.add("client_auth", "cannot stand beside htpasswd (expected: one of the two)");
    }
    if (htpasswd == null && clientAuth == null) {
      problems.add("", "has no credentials (expected: htpasswd or client_auth)");
    }
  }
}
