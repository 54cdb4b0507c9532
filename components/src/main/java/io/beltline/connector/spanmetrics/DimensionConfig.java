package io.beltline.connector.spanmetrics;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.ottl.pattern.Glob;
import io.beltline.ottl.pattern.InvalidPatternException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One attribute, or all whose keys match, as dimensions.
 *
 * @param name the key of the attribute
 * @param defaultValue what the dimension is without the attribute
 * @param glob matches keys; parts of a key are separated by dots
 */
public record DimensionConfig(
    @Default("") @Doc("The key of an attribute of the span or, if it has none, of the resource.")
        String name,
    @io.beltline.config.Key("default")
        @Doc("The value where the attribute is missing. Without it, the dimension is left out.")
        @Nullable String defaultValue,
    @Default("")
        @Doc("In place of name: all attributes whose keys match; * stops at a dot, ** does not.")
        String glob)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (name.isEmpty() == glob.isEmpty()) {
      problems.add("", "must have either a name or a glob");
    } else if (!glob.isEmpty() && defaultValue != null) {
      problems.add("default", "goes with a name only (expected: no default beside a glob)");
    }
    if (!glob.isEmpty()) {
      try {
        Glob.of(glob, '.');
      } catch (InvalidPatternException wrong) {
        problems.add("glob", wrong.getMessage() + " (expected: a glob such as db.*)");
      }
    }
  }

  /** Reports dimensions of a list that would have one key. */
  static void validate(String key, List<DimensionConfig> list, Problems problems) {
    TreeSet<String> taken = new TreeSet<>(CommonDimensions.KEYS);
    for (int i = 0; i < list.size(); i++) {
      String name = list.get(i).name();
      if (!name.isEmpty() && !taken.add(name)) {
        problems.add(key + "::" + i + "::name", "\"" + name + "\" is a dimension already");
      }
    }
    for (int i = 0; i < list.size(); i++) {
      DimensionList globs = DimensionList.globs(list.get(i));
      int at = i;
      taken.stream()
          .filter(globs::matches)
          .findFirst()
          .ifPresent(
              name ->
                  problems.add(
                      key + "::" + at + "::glob", "matches \"" + name + "\", a dimension already"));
    }
  }
}
