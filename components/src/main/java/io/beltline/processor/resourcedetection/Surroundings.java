package io.beltline.processor.resourcedetection;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where detectors look.
 *
 * @param environment the variables
 * @param root what stands for the root of the file system
 * @param names tells names of the host
 * @param azure the metadata service of Azure, which no variable names
 * @param compute the API of Google's Compute Engine
 */
record Surroundings(
    Map<String, String> environment, Path root, HostNames names, String azure, String compute) {

  /** Those of this process. */
  static Surroundings real() {
    return new Surroundings(
        System.getenv(),
        Path.of("/"),
        HostNames.real(),
        "http://169.254.169.254",
        "https://compute.googleapis.com");
  }

  /** The same, where nobody can be asked. */
  Surroundings alone() {
    return new Surroundings(environment, root, HostNames.withoutResolver(), azure, compute);
  }
}
