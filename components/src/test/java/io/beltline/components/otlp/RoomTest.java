package io.beltline.components.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Reservation;
import io.beltline.components.otlp.Room.NoRoomException;
import org.junit.jupiter.api.Test;

/** What reading takes is reserved while it lasts, and refused where there is no more. */
class RoomTest {
  private static final int MOST = 1_000_000;

  private final Peak account = new Peak(MOST);

  @Test
  void whatIsTakenIsReservedUntilItIsSettled() {
    Reservation request = account.request(1000);
    Room room = Room.beside(request);
    for (int i = 0; i < 1000; i++) {
      room.take(100);
    }
    assertThat(account.held()).isBetween(101_000L, 101_000L + (1 << 14));
    room.settle(5000);
    assertThat(account.held()).isEqualTo(5000);
    request.close();
    assertThat(account.held()).isZero();
  }

  @Test
  void whatIsMadeMayBeMoreThanWhatWasTaken() {
    Room.beside(account.request(1000)).settle(300_000);
    assertThat(account.held()).isEqualTo(300_000);
  }

  @Test
  void theLastByteCanBeHad() {
    Room.beside(account.request(1000)).take(MOST - 1000);
    assertThat(account.held()).isEqualTo(MOST);
  }

  @Test
  void whoFindsNoRoomBecauseOfOthersComesBack() {
    account.request(MOST - 50_000);
    Room room = Room.beside(account.request(1000));
    NoRoomException refused = catchThrowableOfType(NoRoomException.class, () -> room.take(100_000));
    assertThat(refused.answer()).isInstanceOf(ConsumeResult.Retryable.class);
  }

  @Test
  void whatCanNeverFitIsRefusedForGood() {
    Room room = Room.beside(account.request(1000));
    NoRoomException refused = catchThrowableOfType(NoRoomException.class, () -> room.take(MOST));
    assertThat(refused.answer())
        .isInstanceOfSatisfying(
            ConsumeResult.Permanent.class,
            permanent -> assertThat(permanent.status().http()).isEqualTo(413));
    NoRoomException settled =
        catchThrowableOfType(NoRoomException.class, () -> room.settle(MOST + 1));
    assertThat(settled.answer()).isInstanceOf(ConsumeResult.Permanent.class);
  }

  @Test
  void whatIsHandedOnApartHasRoomOfItsOwn() {
    Reservation request = account.request(1000);
    Room room = Room.beside(request);
    Reservation apart = room.apart(account, 500_000);
    room.settle(100);
    request.close();
    assertThat(account.held()).isEqualTo(500_000);
    apart.close();
    assertThat(account.held()).isZero();
  }

  @Test
  void roomApartIsRefusedForTheMomentOrForGood() {
    Reservation others = account.request(MOST / 2);
    Room room = Room.beside(account.request(1000));
    NoRoomException now =
        catchThrowableOfType(NoRoomException.class, () -> room.apart(account, MOST / 2));
    assertThat(now.answer()).isInstanceOf(ConsumeResult.Retryable.class);
    others.close();
    NoRoomException ever =
        catchThrowableOfType(NoRoomException.class, () -> room.apart(account, MOST - 999));
    assertThat(ever.answer()).isInstanceOf(ConsumeResult.Permanent.class);
    assertThat(account.held()).isEqualTo(1000);
  }

  @Test
  void whereNobodyCountsThereIsRoomForEverything() {
    assertThatCode(() -> Room.unlimited().take(Long.MAX_VALUE / 2)).doesNotThrowAnyException();
  }
}
