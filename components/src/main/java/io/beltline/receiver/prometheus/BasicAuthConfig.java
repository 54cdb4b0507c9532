package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Validated;

/** The {@code basic_auth} section. */
public record BasicAuthConfig(
    @Default("") @Doc("The name.") String username,
    @Default("") @Doc("A file with the name, read for each request.") String usernameFile,
    @Default("") @Doc("Not supported: must stay empty.") String usernameRef,
    @Default("") @Doc("The password.") Secret password,
    @Default("") @Doc("A file with the password, read for each request.") String passwordFile,
    @Default("") @Doc("Not supported: must stay empty.") String passwordRef)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (!username.isEmpty() && !usernameFile.isEmpty()) {
      problems.add("username_file", "stands beside username (expected: one of the two)");
    }
    if (!password.reveal().isEmpty() && !passwordFile.isEmpty()) {
      problems.add("password_file", "stands beside password (expected: one of the two)");
    }
    if (!usernameRef.isEmpty()) {
      problems.add("username_ref", "is not supported (expected: username or username_file)");
    }
    if (!passwordRef.isEmpty()) {
      problems.add("password_ref", "is not supported (expected: password or password_file)");
    }
  }
}
