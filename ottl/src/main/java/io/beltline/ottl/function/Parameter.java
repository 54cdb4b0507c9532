package io.beltline.ottl.function;

import java.util.List;
import java.util.Locale;

/**
 * A parameter of a function.
 *
 * @param name as it is documented; snake_case and camelCase mean the same
 * @param kind what it takes
 * @param optional whether it can be left out
 * @param aliases other names it is called by
 */
public record Parameter(String name, ParameterKind kind, boolean optional, List<String> aliases) {

  /** One that must be given. */
  public static Parameter required(String name, ParameterKind kind) {
    return new Parameter(name, kind, false, List.of());
  }

  /** One that can be left out. */
  public static Parameter optional(String name, ParameterKind kind) {
    return new Parameter(name, kind, true, List.of());
  }

  /** The same, also called by another name. */
  public Parameter or(String alias) {
    return new Parameter(name, kind, optional, List.of(alias));
  }

  /** Whether a name that was written means this one. */
  public boolean isCalled(String written) {
    String plain = plain(written);
    return plain(name).equals(plain) || aliases.stream().anyMatch(a -> plain(a).equals(plain));
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
