package io.beltline.verification.peer;

import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Thanos Receive, and a querier over it. */
public final class ThanosServer extends MetricStore {
  private static final String LOOPBACK = "127.0.0.1:";

  private final Path folder;
  private final int[] ports = Ports.free(6);

  /** What is kept in a folder; it does not run yet. */
  public ThanosServer(Path folder) throws IOException {
    this.folder = folder;
  }

  @Override
  public void start() throws Exception {
    String program =
        GoPeer.binary("thanos", "github.com/thanos-io/thanos/cmd/thanos", "slicelabels").toString();
    String grpc = LOOPBACK + ports[0];
    launch(
        "Thanos Receive",
        folder,
        List.of(
            program,
            "receive",
            "--tsdb.path=" + folder.resolve("thanos"),
            "--tsdb.no-lockfile",
            "--label=replica=\"r1\"",
            "--http-address=" + LOOPBACK + ports[1],
            "--grpc-address=" + grpc,
            "--receive.capnproto-address=" + LOOPBACK + ports[5],
            "--remote-write.address=" + LOOPBACK + ports[2],
            "--receive.local-endpoint=" + grpc,
            "--receive.hashrings=[{\"endpoints\":[\"" + grpc + "\"]}]",
            "--receive.replication-factor=1"));
    launch(
        "Thanos Query",
        folder,
        List.of(
            program,
            "query",
            "--http-address=" + LOOPBACK + ports[3],
            "--grpc-address=" + LOOPBACK + ports[4],
            "--endpoint=" + grpc,
            "--query.replica-label=replica"));
    await("http://" + LOOPBACK + ports[1] + "/-/ready");
    await("http://" + LOOPBACK + ports[3] + "/-/ready");
  }

  @Override
  public String endpoint() {
    return "http://" + LOOPBACK + ports[2] + "/api/v1/receive";
  }

  @Override
  public String tenantHeader() {
    return "THANOS-TENANT";
  }

  @Override
  public int conflict() {
    return 409;
  }

  @Override
  String query() {
    return "http://" + LOOPBACK + ports[3] + "/api/v1/query?query=";
  }

  @Override
  String ofTenant(String tenant, String metric) {
    return metric + "{tenant_id=\"" + tenant + "\"}";
  }

  @Override
  public String toString() {
    return "Thanos";
  }
}
