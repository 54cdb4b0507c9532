package io.beltline.delivery;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A box that outlives its delivery, as one on disk would. */
final class LastingLetters implements DeadLetters {
  /** All letters that were ever kept. */
  final List<DeadLetter> kept = new ArrayList<>();

  private final MemoryDeadLetters box = new MemoryDeadLetters(Integer.MAX_VALUE, Long.MAX_VALUE);

  @Override
  public Kept keep(DeadLetter letter) {
    synchronized (kept) {
      kept.add(letter);
    }
    return box.keep(letter);
  }

  @Override
  public List<Listed> list() {
    return box.list();
  }

  @Override
  public @Nullable DeadLetter read(long id) {
    return box.read(id);
  }

  @Override
  public @Nullable DeadLetter claim(long id) {
    return box.claim(id);
  }

  @Override
  public void remove(long id) {
    box.remove(id);
  }

  @Override
  public void giveBack(long id) {
    box.giveBack(id);
  }

  @Override
  public Fill fill() {
    return box.fill();
  }

  @Override
  public List<Letterhead> close() {
    return List.of();
  }
}
