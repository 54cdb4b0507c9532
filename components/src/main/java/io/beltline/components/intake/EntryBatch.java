package io.beltline.components.intake;

import io.beltline.api.ClientInfo;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.EntrySink;
import io.beltline.components.operators.RequestBuilder;
import io.beltline.model.Logs;

/** What a thread has gathered of entries. One thread. */
public final class EntryBatch implements EntrySink {
  private static final int RECORDS = 1000;
  private static final int BYTES = 1 << 20;

  private final EntryIntake intake;
  private final Context context;
  private final RequestBuilder builder = new RequestBuilder();

  EntryBatch(EntryIntake intake, ClientInfo client) {
    this.intake = intake;
    this.context = Context.of(client, Metadata.EMPTY);
  }

  @Override
  public void accept(Entry entry) {
    builder.add(entry);
  }

  @Override
  public void dropped(Entry entry, String rule, boolean failed) {
    intake.dropped(rule, failed);
  }

  /** How many entries it holds. */
  int records() {
    return builder.records();
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
   * @throws InterruptedException if the receiver ends before; the entries are counted as dropped
   */
  public void ship() throws InterruptedException {
    if (builder.records() == 0) {
      return;
    }
    Logs request = builder.build();
    try {
      intake.shipper().ship(context, request);
    } catch (RuntimeException | OutOfMemoryError bug) {
      intake.shipper().drop("error", request.itemCount());
      throw bug;
    }
  }
}
