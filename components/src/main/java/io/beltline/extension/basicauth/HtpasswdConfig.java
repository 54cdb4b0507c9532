package io.beltline.extension.basicauth;

import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Validated;

/** The users who may send. */
public record HtpasswdConfig(
    @Doc("A file of user:hash lines as Apache's htpasswd writes; read again when it changes.")
        String file,
    @Doc("Such lines themselves; they win over the file's.") Secret inline)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (file.isEmpty() && inline.reveal().isEmpty()) {
      problems.add("", "has no users (expected: file or inline)");
    }
  }
}
