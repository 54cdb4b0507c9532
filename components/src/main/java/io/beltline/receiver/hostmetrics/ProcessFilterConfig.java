package io.beltline.receiver.hostmetrics;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.List;

/**
 * A filter of processes.
 *
 * @param filter how they are compared
 * @param names the names; empty for no filter
 */
public record ProcessFilterConfig(
    @Squash FilterConfig filter,
    @Default("[]") @Doc("Names of processes. Empty: no filter.") List<String> names)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    filter.validate("names", names, problems);
  }
}
