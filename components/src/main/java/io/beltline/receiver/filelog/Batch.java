package io.beltline.receiver.filelog;

import io.beltline.components.operators.Entry;
import io.beltline.components.operators.EntrySink;
import io.beltline.components.operators.Origin;
import io.beltline.components.operators.RequestBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one worker has gathered of entries, of one file or several. One thread. */
final class Batch implements EntrySink {
  private static final int RECORDS = 1000;
  private static final int BYTES = 1 << 20;

  private final Shipper shipper;
  private final FileLogMetrics metrics;
  private final RequestBuilder builder = new RequestBuilder();
  private List<Origin> origins = new ArrayList<>();

  Batch(Shipper shipper, FileLogMetrics metrics) {
    this.shipper = shipper;
    this.metrics = metrics;
  }

  @Override
  public void accept(Entry entry) {
    builder.add(entry);
    entry.surrender(origins);
  }

  @Override
  public void dropped(Entry entry, String rule, boolean failed) {
    metrics.dropped(rule, failed);
    entry.release();
  }

  /** Adds a line that no operator treats. */
  void add(
      Map<String, @Nullable Object> resource,
      byte[] text,
      int from,
      int to,
      byte[] attributes,
      long observedUnixNanos,
      Origin origin) {
    builder.add(resource, text, from, to, attributes, observedUnixNanos);
    origins.add(origin);
  }

  /** Ships what there is if it is enough for a request. */
  void shipIfFull() throws InterruptedException {
    if (builder.records() >= RECORDS || builder.bytes() >= BYTES) {
      ship();
    }
  }

  /** Ships what there is. */
  void ship() throws InterruptedException {
    if (builder.records() > 0) {
      List<Origin> lines = origins;
      origins = new ArrayList<>();
      if (!shipper.ship(builder.build(), lines)) {
        throw new InterruptedException("the receiver ends");
      }
    }
  }
}
