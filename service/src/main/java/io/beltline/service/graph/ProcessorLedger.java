package io.beltline.service.graph;

import io.beltline.api.Ledger;
import io.beltline.model.Signal;

/**
 * Where a processor books: its pipeline's books, and what it says of the running call. Safe for all
 * threads.
 *
 * @param books the pipeline's books
 * @param returned what came back to it in the running call
 */
record ProcessorLedger(Ledger books, Returned returned) implements Ledger {

  @Override
  public void filtered(Signal signal, String rule, long items) {
    books.filtered(signal, rule, items);
  }

  @Override
  public void sampledOut(Signal signal, String policy, long items) {
    books.sampledOut(signal, policy, items);
  }

  @Override
  public void dropped(Signal signal, String reason, long items) {
    books.dropped(signal, reason, items);
  }

  @Override
  public void created(Signal signal, String rule, long items) {
    books.created(signal, rule, items);
  }

  @Override
  public void held(Signal signal, long items) {
    books.held(signal, items);
  }

  @Override
  public void returnedWhole(Signal signal) {
    returned.take(); // as if nothing had been handed on: none of it has left
  }

  @Override
  public void returned(Signal signal, long items) {
    returned.take();
    returned.note(items);
  }
}
