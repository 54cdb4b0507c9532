package io.beltline.receiver.hostmetrics;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.List;

/**
 * A filter of devices.
 *
 * @param filter how they are compared
 * @param devices the names; empty for no filter
 */
public record DeviceFilterConfig(
    @Squash FilterConfig filter,
    @Default("[]") @Doc("Names of devices. Empty: no filter.") List<String> devices)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    filter.validate("devices", devices, problems);
  }
}
