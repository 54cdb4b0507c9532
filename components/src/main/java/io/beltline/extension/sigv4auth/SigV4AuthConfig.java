package io.beltline.extension.sigv4auth;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/** What users write under {@code extensions::sigv4auth}. */
public record SigV4AuthConfig(
    @Doc(
            "The region of the service; empty to take it from the endpoint's name"
                + " (aps-workspaces.REGION.amazonaws.com and its like).")
        @Default("")
        String region,
    @Doc(
            "The service's name in signatures; empty to take it from the endpoint's name: aps for"
                + " aps-workspaces., es for search-, logs for logs., xray for xray.")
        @Default("")
        String service,
    @Doc("The role to take on; absent for the credentials that the environment gives.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable AssumeRoleConfig assumeRole)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (assumeRole != null && stsRegion().isEmpty()) {
      problems.add(
          "assume_role::sts_region", "must be given (expected: it, or region beside assume_role)");
    }
  }

  /** The region where a role is asked for. */
  String stsRegion() {
    return assumeRole == null || assumeRole.stsRegion().isEmpty() ? region : assumeRole.stsRegion();
  }
}
