package io.beltline.extension.bearertokenauth;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Validated;
import java.util.List;

/** What users write under {@code extensions::bearertokenauth}. */
public record BearerTokenAuthConfig(
    @Doc("The header that carries the token.") @Default("Authorization") String header,
    @Doc("The word before the token; empty for none.") @Default("Bearer") String scheme,
    @Doc("The token.") Secret token,
    @Doc("Several tokens: all are accepted from clients, the first is sent to servers.")
        List<Secret> tokens,
    @Doc(
            "A file of tokens, one a line; what follows a token on its line is a remark. Read again"
                + " when it changes. Where it is set, token and tokens are ignored.")
        String filename,
    @Doc("What to do when the file is not there at start.") FileRetryConfig fileRetry)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (token.reveal().isEmpty() && tokens.isEmpty() && filename.isEmpty()) {
      problems.add("", "has no token (expected: token, tokens or filename)");
    }
    if (!token.reveal().isEmpty() && !tokens.isEmpty()) {
      problems.add("tokens", "cannot stand beside token (expected: one of the two)");
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).reveal().isEmpty()) {
        problems.add("tokens", "entry " + (i + 1) + " is empty (expected: a token)");
      }
    }
    if (header.isEmpty()) {
      problems.add("header", "must not be empty (expected: the name of a header)");
    }
    if (fileRetry.enabled()) {
      if (filename.isEmpty()) {
        problems.add("file_retry::enabled", "needs a file (expected: filename to be set)");
      }
      if (fileRetry.maxRetries() <= 0) {
        problems.add("file_retry::max_retries", "must be positive (expected: 1 or more)");
      }
      if (!fileRetry.retryInterval().isPositive()) {
        problems.add(
            "file_retry::retry_interval", "must be positive (expected: a duration such as 2s)");
      }
    }
  }
}
