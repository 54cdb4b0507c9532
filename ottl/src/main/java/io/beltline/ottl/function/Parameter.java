package io.beltline.ottl.function;

import java.util.Locale;

/**
 * A parameter of a function.
 *
 * @param name as it is documented; snake_case and camelCase mean the same
 * @param kind what it takes
 * @param optional whether it can be left out
 */
public record Parameter(String name, ParameterKind kind, boolean optional) {

  /** One that must be given. */
  public static Parameter required(String name, ParameterKind kind) {
    return new Parameter(name, kind, false);
  }

  /** One that can be left out. */
  public static Parameter optional(String name, ParameterKind kind) {
    return new Parameter(name, kind, true);
  }

  /** Whether a name that was written means this one. */
  boolean isCalled(String written) {
    return plain(name).equals(plain(written));
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
