package io.beltline.verification.peer;

import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One process of Cortex, or of what has come from it and speaks as it does. */
abstract class CortexLikeServer extends MetricStore {
  private final Path folder;
  private final String name;
  private final int[] ports = Ports.free(3);

  /** What is kept in a folder; it does not run yet. */
  CortexLikeServer(Path folder, String name) throws IOException {
    this.folder = folder;
    this.name = name;
  }

  /** The program. */
  abstract Path program() throws Exception;

  /** Its configuration: two ports that listen, one for members to talk, and the folder. */
  abstract String config();

  @Override
  public final void start() throws Exception {
    Path config = folder.resolve(name + ".yaml");
    Files.writeString(
        config, config().formatted(ports[0], ports[1], ports[2], folder.resolve(name)));
    launch(name, folder, List.of(program().toString(), "-config.file=" + config));
    await(url() + "/ready");
  }

  private String url() {
    return "http://127.0.0.1:" + ports[0];
  }

  @Override
  public final String endpoint() {
    return url() + "/api/v1/push";
  }

  @Override
  public final String tenantHeader() {
    return "X-Scope-OrgID";
  }

  @Override
  public final int conflict() {
    return 400;
  }

  @Override
  final String query() {
    return url() + "/prometheus/api/v1/query?query=";
  }

  @Override
  final String ofTenant(String tenant, String metric) {
    return metric;
  }

  @Override
  public final String toString() {
    return name;
  }
}
