package io.beltline.receiver.hostmetrics;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.List;

/**
 * A filter of types of filesystems.
 *
 * @param filter how they are compared
 * @param fsTypes the names; empty for no filter
 */
public record FsTypeFilterConfig(
    @Squash FilterConfig filter,
    @Default("[]") @Doc("Types of filesystems. Empty: no filter.") List<String> fsTypes)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    filter.validate("fs_types", fsTypes, problems);
  }
}
