package io.beltline.receiver.hostmetrics;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the host's files are seen. {@code HOST_PROC}, {@code HOST_SYS}, {@code HOST_ETC} and {@code
 * HOST_DEV} in the environment go before {@code root_path}.
 *
 * @param root the root directory of the host
 * @param proc its /proc
 * @param sys its /sys
 * @param etc its /etc
 * @param dev its /dev
 * @param mountInfo the list of mounts to read, by {@code HOST_PROC_MOUNTINFO}; null for those of
 *     process 1
 */
record HostPaths(Path root, Path proc, Path sys, Path etc, Path dev, @Nullable Path mountInfo) {

  /**
   * The paths below a root.
   *
   * @param rootPath as users write it; empty for {@code /}
   * @param environment the values of environment variables, null for those that are not set
   */
  static HostPaths of(String rootPath, Function<String, @Nullable String> environment) {
    Path root = Path.of(rootPath.isEmpty() ? "/" : rootPath).normalize();
    String mountInfo = environment.apply("HOST_PROC_MOUNTINFO");
    return new HostPaths(
        root,
        path(environment, "HOST_PROC", root.resolve("proc")),
        path(environment, "HOST_SYS", root.resolve("sys")),
        path(environment, "HOST_ETC", root.resolve("etc")),
        path(environment, "HOST_DEV", root.resolve("dev")),
        mountInfo == null || mountInfo.isEmpty() ? null : Path.of(mountInfo));
  }

  private static Path path(
      Function<String, @Nullable String> environment, String variable, Path otherwise) {
    String value = environment.apply(variable);
    return value == null || value.isEmpty() ? otherwise : Path.of(value);
  }

  /** Where a mount point of the host is seen. */
  Path seen(String mountPoint) {
    Path inside = Path.of(mountPoint).normalize();
    // mounts as the collector's own process sees them have the root in front already
    if (mountInfo != null || (root.getNameCount() > 0 && inside.startsWith(root))) {
      return inside;
    }
    return root.resolve(Path.of("/").relativize(inside));
  }
}
