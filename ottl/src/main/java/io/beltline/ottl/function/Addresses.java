package io.beltline.ottl.function;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** IP addresses and networks as texts. Names are never looked up. Stateless. */
final class Addresses {
  private Addresses() {}

  /** A network: the first bits of addresses. */
  record Network(Slice4or16 address, int bits) {
    boolean contains(byte[] other) {
      byte[] mine = address.bytes();
      if (mine.length != other.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> i % 8;
        if ((mine[i / 8] & mask) != (other[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The bytes of an address. */
  static final class Slice4or16 {
    private final byte[] bytes;

    Slice4or16(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** The network of a text such as {@code 10.0.0.0/8}, or null. */
  static @Nullable Network network(String text) {
    int slash = text.indexOf('/');
    byte[] address = slash < 0 ? null : parse(text.substring(0, slash));
    if (address == null || text.length() - slash > 4) {
      return null;
    }
    try {
      int bits = Integer.parseInt(text.substring(slash + 1));
      return bits < 0 || bits > 8 * address.length
          ? null
          : new Network(new Slice4or16(address), bits);
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  /** The 4 or 16 bytes of an address, or null. An IPv4 address in IPv6 form has 4. */
  static byte @Nullable [] parse(String text) {
    if (text.indexOf(':') < 0) {
      return four(text);
    }
    byte[] six = six(text);
    if (six == null) {
      return null;
    }
    boolean mapped = six[10] == -1 && six[11] == -1;
    for (int i = 0; i < 10; i++) {
      mapped &= six[i] == 0;
    }
    return mapped ? Arrays.copyOfRange(six, 12, 16) : six;
  }

  private static byte @Nullable [] four(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    byte[] address = new byte[4];
    for (int i = 0; i < 4; i++) {
      int value = number(parts[i], 10, 3);
      if (value < 0 || value > 255 || (parts[i].length() > 1 && parts[i].startsWith("0"))) {
        return null;
      }
      address[i] = (byte) value;
    }
    return address;
  }

  private static int number(String digits, int radix, int most) {
    if (digits.isEmpty() || digits.length() > most) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) < 0x80 ? Character.digit(digits.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }

  private static byte @Nullable [] six(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    byte[] front = groups(gap < 0 ? text : text.substring(0, gap));
    byte[] back = gap < 0 ? new byte[0] : groups(text.substring(gap + 2));
    if (front == null || back == null) {
      return null;
    }
    int missing = 16 - front.length - back.length;
    if (gap < 0 ? missing != 0 : missing < 2) {
      return null;
    }
    byte[] address = Arrays.copyOf(front, 16);
    System.arraycopy(back, 0, address, 16 - back.length, back.length);
    return address;
  }

  private static byte @Nullable [] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    byte[] bytes = new byte[18];
    int size = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (last && parts[i].indexOf('.') >= 0) {
        byte[] four = four(parts[i]);
        if (four == null || size > 12) {
          return null;
        }
        System.arraycopy(four, 0, bytes, size, 4);
        size += 4;
        continue;
      }
      int value = number(parts[i], 16, 4);
      if (value < 0 || size > 14) {
        return null;
      }
      bytes[size++] = (byte) (value >> 8);
      bytes[size++] = (byte) value;
    }
    return Arrays.copyOf(bytes, size);
  }
}
