package io.beltline.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** No box at all. */
final class NoDeadLetters implements DeadLetters {

  @Override
  public Kept keep(DeadLetter letter) {
    return new Kept(false, 0);
  }

  @Override
  public List<Listed> list() {
    return List.of();
  }

  @Override
  public @Nullable DeadLetter read(long id) {
    return null;
  }

  @Override
  public @Nullable DeadLetter claim(long id) {
    return null;
  }

  @Override
  public void remove(long id) {}

  @Override
  public void giveBack(long id) {}

  @Override
  public Fill fill() {
    return new Fill(0, 0, 0);
  }

  @Override
  public List<Letterhead> close() {
    return List.of();
  }
}
