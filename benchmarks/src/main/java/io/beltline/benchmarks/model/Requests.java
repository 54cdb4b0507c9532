package io.beltline.benchmarks.model;

import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.model.Mergeable;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Distinct requests in turn, so that no branch predictor learns one by heart. */
@State(Scope.Benchmark)
public class Requests {
  /** How many requests take turns. A power of two. */
  public static final int DISTINCT = 64;

  /** What the requests are made of. */
  @Param public PayloadKind payload = PayloadKind.T361;

  /** Items in a request. */
  @Param({"100", "1000"})
  public int items;

  private List<Mergeable> requests = List.of();
  private List<byte[]> json = List.of();
  private int turn;

  /** No requests yet. */
  public Requests() {}

  /** Makes the requests. */
  @Setup
  public void make() {
    requests = payload.requests(DISTINCT, items);
    json = requests.stream().map(OtlpJson::write).toList();
  }

  /** The next request, of which nothing is known yet. */
  public Mergeable next() {
    Mergeable request = requests.get(turn++ & (DISTINCT - 1));
    return (Mergeable) Telemetry.of(request.signal(), request.payload());
  }

  /** The next request as OTLP/JSON. */
  public byte[] nextJson() {
    return json.get(turn++ & (DISTINCT - 1));
  }

  /** The bytes of the next request. */
  public Slice nextBytes() {
    return next().payload().contiguous();
  }
}
