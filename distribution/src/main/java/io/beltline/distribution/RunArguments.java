package io.beltline.distribution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a plain run, read without the command-line library: a collector that starts with
 * its machine should not wait for a parser. Whatever is not surely a plain run is left to {@link
 * RootCommand}, help and complaints.
 *
 * @param locations the values of {@code --config}
 * @param assignments the values of {@code --set}
 */
record RunArguments(List<String> locations, List<String> assignments) {
  private static final String CONFIG = "--config";
  private static final String SET = "--set";

  /** Copies the lists. */
  RunArguments {
    locations = List.copyOf(locations);
    assignments = List.copyOf(assignments);
  }

  /** Reads them; null if there is anything but {@code --config} and {@code --set}. */
  static @Nullable RunArguments read(String... args) {
    List<String> locations = new ArrayList<>();
    List<String> assignments = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      String name = equals < 0 ? args[i] : args[i].substring(0, equals);
      if (equals < 0 && ++i == args.length) {
        return null;
      }
      String value = equals < 0 ? args[i] : args[i].substring(equals + 1);
      if (value.isEmpty() || "-@\"'".indexOf(value.charAt(0)) >= 0) {
        return null;
      }
      switch (name) {
        case CONFIG -> locations.add(value);
        case SET -> assignments.add(value);
        default -> {
          return null;
        }
      }
    }
    return new RunArguments(locations, assignments);
  }
}
