package io.beltline.extension.basicauth;

import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Validated;

/** The user to send as. */
public record ClientAuthConfig(
    @Doc("The user name.") String username,
    @Doc("A file that holds the user name, read again when it changes; wins over username.")
        String usernameFile,
    @Doc("The password.") Secret password,
    @Doc("A file that holds the password, read again when it changes; wins over password.")
        String passwordFile)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (username.isEmpty() && usernameFile.isEmpty()) {
      problems.add("username", "is missing (expected: username or username_file)");
    }
    if (username.contains(":")) {
      problems.add("username", "has a colon, which ends it (expected: a name without one)");
    }
  }
}
