package io.beltline.benchmarks.model;

import io.beltline.model.Mergeable;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.model.otlp.Splitter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the model does with whole requests. One operation is one request, merge or split. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ModelBenchmark {
  private static final int SPLIT = 1000;

  private final FieldWalk walk = new FieldWalk();
  private final AttributeEdit edit = new AttributeEdit();

  /** Nothing measured yet. */
  public ModelBenchmark() {}

  /** Counts the items. */
  @Benchmark
  public int count(Requests requests) {
    return requests.next().itemCount();
  }

  /** Reads every field of every item. */
  @Benchmark
  public long walk(Requests requests) {
    return walk.sum(requests.next());
  }

  /** The yardstick of {@link #walk}: the same fields, read by plain code. */
  @Benchmark
  public long scan(Requests requests) {
    return PlainScan.sum(requests.next());
  }

  /** Adds an attribute to every item. */
  @Benchmark
  public Mergeable insert(Requests requests) {
    return edit.insert(requests.next());
  }

  /** The same with an editor for each item. */
  @Benchmark
  public Mergeable insertEach(Requests requests) {
    return edit.insertEach(requests.next());
  }

  /** The yardstick of {@link #insert}: the same bytes, written by plain code. */
  @Benchmark
  public Mergeable splice(Requests requests) {
    return PlainInsert.insert(requests.next());
  }

  /** Overwrites an attribute of every item. */
  @Benchmark
  public Mergeable upsert(Requests requests) {
    return edit.upsert(requests.next());
  }

  /** Makes one batch of {@link Batches#REQUESTS} requests. */
  @Benchmark
  public Mergeable merge(Batches batches) {
    return Mergeable.merge(batches.requests());
  }

  /** Cuts {@link Batches#ITEMS} items into parts of 1,000. */
  @Benchmark
  public List<Mergeable> split(Batches batches) {
    return Splitter.byItems(batches.batch(), SPLIT);
  }

  /** Reads OTLP/JSON. */
  @Benchmark
  public Telemetry readJson(Requests requests) {
    return OtlpJson.read(requests.payload.signal(), requests.nextJson());
  }

  /** Writes OTLP/JSON. */
  @Benchmark
  public byte[] writeJson(Requests requests) {
    return OtlpJson.write(requests.next());
  }
}
