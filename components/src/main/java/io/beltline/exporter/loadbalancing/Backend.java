package io.beltline.exporter.loadbalancing;

import org.jspecify.annotations.Nullable;

/**
 * A backend as a resolver names it.
 *
 * @param name what it is called on the ring
 * @param address where to connect to
 */
record Backend(String name, String address) {
  private static final String PORT = "4317";

  /** A backend whose address is its name, with the usual port if it has none. */
  static Backend of(String name) {
    boolean literal = name.startsWith("[") && name.endsWith("]");
    return new Backend(name, literal || !name.contains(":") ? name + ":" + PORT : name);
  }

  /** What is wrong with a name that a user wrote, or null. */
  static @Nullable String problem(String name) {
    String address = of(name).address();
    String port = address.substring(address.lastIndexOf(':') + 1);
    return name.isBlank() || name.startsWith(":") || !isPort(port)
        ? "\"" + name + "\" is no backend (expected: host:port)"
        : null;
  }

  /** True for the number of a port. */
  static boolean isPort(String text) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    int port = Integer.parseInt(text);
    return port > 0 && port <= 65_535;
  }
}
