package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.wire.Arrivals;
import io.beltline.benchmarks.wire.Generator;
import io.beltline.benchmarks.wire.GrpcGenerator;
import io.beltline.benchmarks.wire.HttpGenerator;
import io.beltline.benchmarks.wire.Load;
import io.beltline.benchmarks.wire.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** One collector between a generator and a sink of its own. */
final class Bench implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final int IN_FLIGHT = 4;
  private static final int STREAMS = 1000;

  private final Scenario scenario;
  private final Requests requests;
  private final Collector collector;
  private final Arrivals arrivals;
  private final Sink sink;
  private final RunningCollector running;
  private long accepted;

  Bench(Scenario scenario, Requests requests, Collector collector, Path home, Path logs)
      throws IOException, InterruptedException {
    this(scenario, requests, collector, home, logs, Map.of());
  }

  /** The same with variables for the configuration, besides the ports. */
  Bench(
      Scenario scenario,
      Requests requests,
      Collector collector,
      Path home,
      Path logs,
      Map<String, String> variables)
      throws IOException, InterruptedException {
    this.scenario = scenario;
    this.requests = requests;
    this.collector = collector;
    arrivals = new Arrivals(requests.content(), requests.expected(), 0);
    sink = scenario.out() == Scenario.Out.GRPC ? Sink.grpc(arrivals, STREAMS) : Sink.http(arrivals);
    Path config = home.resolve("scenarios").resolve(scenario.config() + ".yaml");
    Path log = logs.resolve(scenario.id() + "-" + collector.kind().label() + ".log");
    running =
        RunningCollector.start(
            collector, config, Ports.free(sink.port()), !scenario.in().isGrpc(), log, variables);
  }

  Scenario scenario() {
    return scenario;
  }

  Collector collector() {
    return collector;
  }

  RunningCollector running() {
    return running;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  /** A generator for it that has not begun. */
  Generator generator(double rate) {
    boolean grpc = scenario.in().isGrpc();
    // of one connection no two requests with the same series are under way
    boolean ordered = scenario.out() == Scenario.Out.REMOTE_WRITE;
    Load load =
        new Load(
            grpc ? running.ports().grpc() : running.ports().http(),
            scenario.path(),
            scenario.in().contentType(),
            scenario.encoding(),
            requests.bodies(),
            scenario.items(),
            ordered ? 1 : CONNECTIONS,
            ordered ? CONNECTIONS * IN_FLIGHT : IN_FLIGHT,
            rate,
            0);
    if (!grpc) {
      return new HttpGenerator(load);
    }
    return new GrpcGenerator(requests.newIds() ? load.withNewIds() : load);
  }

  /**
   * Waits until all that was acknowledged and stays has arrived, ten seconds at most.
   *
   * @param more what was acknowledged since the last time
   * @return how many acknowledged items have not arrived; less than none if some came twice
   */
  long settle(long more) throws IOException, InterruptedException {
    accepted += more / scenario.items() * scenario.kept();
    for (int i = 0; i < 500 && arrivals.items() < accepted; i++) {
      Thread.sleep(20);
    }
    Exception broken = sink.failure();
    if (broken != null) {
      throw new IOException("the sink of " + collector.kind().label() + " failed", broken);
    }
    long missing = accepted - arrivals.items();
    accepted = arrivals.items();
    return missing;
  }

  @Override
  public void close() throws IOException {
    running.close();
    sink.close();
  }
}
