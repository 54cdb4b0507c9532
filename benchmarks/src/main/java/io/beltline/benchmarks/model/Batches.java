package io.beltline.benchmarks.model;

import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.model.Mergeable;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Requests as a batch collects them, and a batch made of them. */
@State(Scope.Benchmark)
public class Batches {
  /** Requests that are merged at once. */
  public static final int REQUESTS = 80;

  /** Items in the batch that is split. */
  public static final int ITEMS = 8192;

  /** What the requests are made of. */
  @Param public PayloadKind payload = PayloadKind.T361;

  /** Items in a request. */
  @Param({"100", "1000"})
  public int items;

  private List<Mergeable> requests = List.of();
  private Mergeable batch = PayloadKind.T361.request(0, 1);

  /** No requests yet. */
  public Batches() {}

  /** Makes the requests. */
  @Setup
  public void make() {
    requests = payload.requests(REQUESTS, items);
    List<Mergeable> parts = new ArrayList<>();
    for (int left = ITEMS; left > 0; left -= items) {
      parts.add(payload.request(parts.size(), Math.min(items, left)));
    }
    batch = Mergeable.merge(parts);
  }

  /** {@link #REQUESTS} requests. */
  public List<Mergeable> requests() {
    return requests;
  }

  /** {@link #ITEMS} items, of which nothing is known yet. */
  public Mergeable batch() {
    return (Mergeable) Telemetry.of(batch.signal(), batch.payload());
  }
}
