package io.beltline.components.tracked;

import io.beltline.components.operators.Entry;
import io.beltline.components.operators.EntrySink;
import io.beltline.components.operators.Origin;
import io.beltline.components.operators.RequestBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a thread has gathered of entries, with what they come from. One thread. */
public final class TrackedBatch implements EntrySink {
  private static final int RECORDS = 1000;
  private static final int BYTES = 1 << 20;

  private final TrackedShipper shipper;
  private final DeliveryCounts counts;
  private final RequestBuilder builder = new RequestBuilder();
  private List<Origin> origins = new ArrayList<>();

  /** An empty batch. */
  public TrackedBatch(TrackedShipper shipper, DeliveryCounts counts) {
    this.shipper = shipper;
    this.counts = counts;
  }

  @Override
  public void accept(Entry entry) {
    builder.add(entry);
    entry.surrender(origins);
  }

  @Override
  public void dropped(Entry entry, String rule, boolean failed) {
    counts.dropped(rule, failed);
    entry.release();
  }

  /**
   * Adds a text that no operator treats.
   *
   * @param attributes its attributes as encoded fields of a log record
   */
  public void add(
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
  public void shipIfFull() throws InterruptedException {
    if (builder.records() >= RECORDS || builder.bytes() >= BYTES) {
      ship();
    }
  }

  /**
   * Ships what there is, and waits while the pipeline says later.
   *
   * @throws InterruptedException if the receiver ends before: the entries stay outstanding
   */
  public void ship() throws InterruptedException {
    if (builder.records() > 0) {
      List<Origin> gathered = origins;
      origins = new ArrayList<>();
      if (!shipper.ship(builder.build(), gathered)) {
        throw new InterruptedException("the receiver ends");
      }
    }
  }

  /** Forgets what there is: its entries stay outstanding. */
  public void clear() {
    builder.build();
    origins = new ArrayList<>();
  }
}
