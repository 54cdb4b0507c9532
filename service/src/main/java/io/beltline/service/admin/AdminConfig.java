package io.beltline.service.admin;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Problem;
import io.beltline.config.Validated;
import java.util.List;

/**
 * The keys of {@code service::admin}.
 *
 * @param socket whether the admin API is on a Unix socket that only this user can reach
 * @param endpoint where else it listens; empty for nowhere
 */
public record AdminConfig(
    @Default("true")
        @Doc(
            "Whether the admin API is on a Unix socket in a directory of this user alone, where"
                + " `beltline queue` finds it.")
        boolean socket,
    @Default("")
        @Doc(
            "Where else the admin API listens: 127.0.0.1:PORT or unix:///PATH. It has no access"
                + " control of its own: whoever reaches it reads dead letters and deletes them.")
        String endpoint)
    implements Validated {
  private static final List<String> LOCAL = List.of("localhost", "127.", "[::1]");

  @Override
  public void validate(Problems problems) {
    if (endpoint.isEmpty() || (isUnix() && endpoint.length() > "unix://".length())) {
      return;
    }
    int colon = endpoint.lastIndexOf(':');
    String port = endpoint.substring(colon + 1);
    boolean bare = colon > 0 && endpoint.indexOf(':') < colon && !endpoint.startsWith("[");
    if (colon <= 0 || bare || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      problems.add(
          "endpoint", "\"" + endpoint + "\" is no address (expected: host:port or unix:///path)");
    }
  }

  private boolean isUnix() {
    return endpoint.startsWith("unix:");
  }

  /** Whether others than this machine may reach it. */
  public boolean isExposed() {
    return !endpoint.isEmpty() && !isUnix() && LOCAL.stream().noneMatch(endpoint::startsWith);
  }

  /** What the user should know, at a place. */
  public List<Problem> warnings(String path, io.beltline.config.Position position) {
    return isExposed()
        ? List.of(
            Problem.warning(
                path + "::endpoint",
                "\""
                    + endpoint
                    + "\" can be reached from other machines, and whoever reaches it reads and"
                    + " deletes dead letters (expected: an address of this machine, such as"
                    + " 127.0.0.1:PORT)",
                position))
        : List.of();
  }
}
