package io.beltline.extension.sigv4auth;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;

/** The role under which requests are signed. */
public record AssumeRoleConfig(
    @Doc("The role's ARN.") @Default("") String arn,
    @Doc("The name of the session, as logs at Amazon show it; empty for a random one.") @Default("")
        String sessionName,
    @Doc("The region where the role is asked for; empty for region.") @Default("") String stsRegion,
    @Doc("A file with a token of another identity provider, exchanged for the role.") @Default("")
        String webIdentityTokenFile,
    @Doc("What the role's owner asks for besides, against confusion of deputies.") @Default("")
        String externalId,
    @Doc("How long a session lasts; 0 for what the service takes, an hour.") @Default("0s")
        Duration sessionDuration,
    @Doc("How long before their end credentials are renewed; 0 for five minutes.") @Default("0s")
        Duration expiryWindow)
    implements Validated {
  private static final Duration SHORTEST = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(12);

  @Override
  public void validate(Problems problems) {
    if (arn.isEmpty()) {
      problems.add("arn", "must not be empty (expected: arn:aws:iam::ACCOUNT:role/NAME)");
    } else if (!arn.startsWith("arn:")) {
      problems.add("arn", "is no ARN: \"" + arn + "\" (expected: arn:aws:iam::ACCOUNT:role/NAME)");
    }
    if (!sessionDuration.isZero()
        && (sessionDuration.compareTo(SHORTEST) < 0 || sessionDuration.compareTo(LONGEST) > 0)) {
      problems.add("session_duration", "is not allowed (expected: 15m to 12h, or 0)");
    }
    if (expiryWindow.isNegative()) {
      problems.add("expiry_window", "must not be negative (expected: a duration such as 5m)");
    }
    if (!webIdentityTokenFile.isEmpty() && !externalId.isEmpty()) {
      problems.add("external_id", "has no meaning with web_identity_token_file");
    }
  }
}
