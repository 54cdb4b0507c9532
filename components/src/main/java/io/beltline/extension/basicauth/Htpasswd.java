package io.beltline.extension.basicauth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Users and their passwords.
 *
 * @param users the passwords by user name
 * @param faults lines that were left out, and why, without their content
 */
record Htpasswd(Map<String, PasswordHash> users, List<String> faults) {

  /** Reads {@code user:hash} lines; a user's last line counts. */
  static Htpasswd parse(String text) {
    Map<String, PasswordHash> users = new HashMap<>();
    List<String> faults = new ArrayList<>();
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      int colon = line.indexOf(':');
      if (line.isEmpty()) {
        continue;
      } else if (colon < 0) {
        faults.add("line " + number + ": no colon (expected: user:hash)");
        continue;
      }
      try {
        users.put(line.substring(0, colon), PasswordHash.parse(line.substring(colon + 1)));
      } catch (IllegalArgumentException malformed) {
        faults.add("line " + number + ": " + malformed.getMessage());
      }
    }
    return new Htpasswd(Map.copyOf(users), List.copyOf(faults));
  }

  /** These users and, where a name is in both, the other's. */
  Htpasswd with(Htpasswd other) {
    Map<String, PasswordHash> all = new HashMap<>(users);
    all.putAll(other.users);
    List<String> faultsOfBoth = new ArrayList<>(faults);
    faultsOfBoth.addAll(other.faults);
    return new Htpasswd(Map.copyOf(all), List.copyOf(faultsOfBoth));
  }
}
