package io.beltline.exporter.file;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;

/** One file for each value of a resource attribute: {@code group_by}. */
public record GroupByConfig(
    @Doc("Write a file for each value of resource_attribute.") @Default("false") boolean enabled,
    @Doc("The resource attribute whose text takes the place of the * in path.")
        @Default("fileexporter.path_segment")
        String resourceAttribute,
    @Doc("How many files are open at a time; the one that rested longest is closed.")
        @Default("100")
        int maxOpenFiles)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (enabled && resourceAttribute.isEmpty()) {
      problems.add("resource_attribute", "must not be empty (expected: an attribute's name)");
    }
    if (enabled && maxOpenFiles <= 0) {
      problems.add("max_open_files", "must be positive (expected: 1 or more)");
    }
  }
}
