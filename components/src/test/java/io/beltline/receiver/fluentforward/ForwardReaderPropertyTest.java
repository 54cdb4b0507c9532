package io.beltline.receiver.fluentforward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.otlp.Peak;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.testkit.FakeClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePackException;

/** Whatever comes: a message, or words about why it is none, within the room there is. */
class ForwardReaderPropertyTest {
  private static final int ROOM = 1 << 20;

  private final FakeClock clock = new FakeClock();

  private List<ForwardMessage> read(byte[] bytes, Peak room)
      throws IOException, InterruptedException {
    List<ForwardMessage> messages = new ArrayList<>();
    try (ReadingRoom reading = new ReadingRoom(room, clock)) {
      ForwardReader reader = new ForwardReader(new ByteArrayInputStream(bytes), reading);
      while (reader.hasNext()) {
        messages.add(reader.read(1));
        reading.keep(0);
      }
    }
    return messages;
  }

  private static byte[] valid(Random random) {
    String chunk = random.nextBoolean() ? "c" : "";
    return switch (random.nextInt(4)) {
      case 0 -> Forward.message("text", chunk);
      case 1 -> Forward.forward(random.nextInt(5), chunk);
      case 2 -> Forward.packed(random.nextInt(5), chunk, false);
      default -> Forward.packed(random.nextInt(5), chunk, true);
    };
  }

  @Property(tries = 3000, seed = "20261128")
  void damagedMessagesAreRefused(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    byte[] bytes = valid(random);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    tryToRead(
        Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * random.nextInt(bytes.length)));
  }

  @Property(tries = 2000, seed = "20261128")
  void anyBytesAreRefused(@ForAll byte[] bytes) throws Exception {
    tryToRead(bytes);
  }

  private void tryToRead(byte[] bytes) throws Exception {
    Peak room = new Peak(ROOM);
    try {
      read(bytes, room);
    } catch (MessagePackException | MalformedTelemetryException | NoRoomException none) {
      assertThat(none.toString()).doesNotContain("Error");
    }
    assertThat(room.held()).isZero();
    assertThat(room.peak()).isLessThanOrEqualTo(ROOM);
  }

  @Test
  void whatAnnouncesMoreThanThereIsRoomForIsRefusedBeforeItIsMade() {
    byte[] text = {(byte) 0x93, (byte) 0xa1, 'a', (byte) 0xc6, 0x7f, (byte) 0xff, -1, -1, 1};
    assertThatThrownBy(() -> read(text, new Peak(ROOM))).isInstanceOf(NoRoomException.class);
    byte[] array = {(byte) 0x93, (byte) 0xa1, 'a', (byte) 0xdd, 0x7f, (byte) 0xff, -1, -1, 1};
    assertThatThrownBy(() -> read(array, new Peak(ROOM)))
        .isInstanceOfAny(MessagePackException.class, MalformedTelemetryException.class);
    byte[] zeros = new byte[20 << 20];
    byte[] bomb = Forward.gzip(zeros);
    assertThatThrownBy(() -> read(Forward.packed(bomb, "", "gzip"), new Peak(ROOM)))
        .isInstanceOf(MalformedTelemetryException.class);
    byte[] nils = new byte[20 << 20];
    Arrays.fill(nils, (byte) 0xc0);
    nils[0] = (byte) 0x92;
    nils[1] = 1;
    nils[2] = (byte) 0x81;
    nils[3] = (byte) 0xa0;
    nils[4] = (byte) 0xdd;
    nils[5] = 0;
    nils[6] = (byte) 0xff;
    nils[7] = (byte) 0xff;
    nils[8] = (byte) 0xff;
    assertThatThrownBy(() -> read(Forward.packed(Forward.gzip(nils), "", "gzip"), new Peak(ROOM)))
        .isInstanceOf(NoRoomException.class);
  }

  @Test
  void whatIsHandedOnWithinAMessageGivesItsRoomBackAndLeavesTheMessages() throws Exception {
    Peak account = new Peak(ROOM);
    try (ReadingRoom room = new ReadingRoom(account, clock)) {
      room.take(200_000);
      room.keep(150_000);
      room.take(100_000); // of the next message
      room.give(150_000);
      assertThat(account.held()).isEqualTo(100_000);
      room.take(50_000);
      assertThat(account.held()).isEqualTo(150_000);
    }
    assertThat(account.held()).isZero();
  }

  @Test
  void valuesAreNotDeeperThanAStack() {
    byte[] deep = new byte[100_000];
    Arrays.fill(deep, (byte) 0x91);
    byte[] head = {(byte) 0x93, (byte) 0xa1, 'a', 1, (byte) 0x81, (byte) 0xa1, 'k'};
    System.arraycopy(head, 0, deep, 0, head.length);
    assertThatThrownBy(() -> read(deep, new Peak(ROOM)))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageContaining("deep");
  }

  @Test
  void aMessageThatEndsTooSoonIsNone() {
    byte[] whole = Forward.forward(3, "c");
    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part, new Peak(ROOM)))
          .isInstanceOf(MessageInsufficientBufferException.class);
    }
  }
}
