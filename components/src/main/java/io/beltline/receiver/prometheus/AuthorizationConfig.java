package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Validated;

/** The {@code authorization} section. */
public record AuthorizationConfig(
    @Default("Bearer") @Doc("What stands before the credentials.") String type,
    @Default("") @Doc("The credentials.") Secret credentials,
    @Default("") @Doc("A file with the credentials, read for each request.") String credentialsFile,
    @Default("") @Doc("Not supported: must stay empty.") String credentialsRef)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (!credentials.reveal().isEmpty() && !credentialsFile.isEmpty()) {
      problems.add("credentials_file", "stands beside credentials (expected: one of the two)");
    }
    if (!credentialsRef.isEmpty()) {
      problems.add("credentials_ref", "is not supported (expected: credentials or _file)");
    }
    if (type.equalsIgnoreCase("basic")) {
      problems.add("type", "is Basic (expected: the section basic_auth for that)");
    }
  }
}
