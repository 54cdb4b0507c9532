package io.beltline.receiver.hostmetrics;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.List;

/**
 * A filter of mount points.
 *
 * @param filter how they are compared
 * @param mountPoints the names; empty for no filter
 */
public record MountPointFilterConfig(
    @Squash FilterConfig filter,
    @Default("[]") @Doc("Mount points, as the host sees them. Empty: no filter.")
        List<String> mountPoints)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    filter.validate("mount_points", mountPoints, problems);
  }
}
