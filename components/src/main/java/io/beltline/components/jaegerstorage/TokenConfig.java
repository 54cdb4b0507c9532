package io.beltline.components.jaegerstorage;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;

/**
 * A token in a file.
 *
 * @param filePath the file
 * @param fromContext not supported
 * @param reloadInterval not supported: the file is read again when it changes
 */
public record TokenConfig(
    @Default("") @Doc("The file that holds it; read again when it changes.") String filePath,
    @Default("false") @Doc("Not supported: must stay false.") boolean fromContext,
    @Default("0s") @Doc("Not supported: must stay 0.") Duration reloadInterval)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (filePath.isEmpty()) {
      problems.add("file_path", "must be specified (expected: the path of a file)");
    }
    if (fromContext) {
      problems.add(
          "from_context",
          "is not supported (expected: the extension headers_setter as auth::authenticator)");
    }
    if (!reloadInterval.isZero()) {
      problems.add(
          "reload_interval",
          "is not supported (expected: an extension such as bearertokenauth as"
              + " auth::authenticator)");
    }
  }
}
