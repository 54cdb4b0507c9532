package io.beltline.receiver.hostmetrics;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.List;

/**
 * A filter of network interfaces.
 *
 * @param filter how they are compared
 * @param interfaces the names; empty for no filter
 */
public record InterfaceFilterConfig(
    @Squash FilterConfig filter,
    @Default("[]") @Doc("Names of network interfaces. Empty: no filter.") List<String> interfaces)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    filter.validate("interfaces", interfaces, problems);
  }
}
