package io.beltline.receiver.statsd;

/**
 * The permissions of a file as users write them: a number in octal with a leading zero, or in
 * decimal without one, as YAML has it.
 *
 * @param bits the permissions
 * @param text as written
 */
public record SocketMode(int bits, String text) {
  private static final int MOST = 0777;

  /**
   * Reads permissions.
   *
   * @throws IllegalArgumentException if they are none
   */
  public static SocketMode parse(String text) {
    int bits = -1;
    if (text.matches("0[oO]?[0-7]{1,4}")) {
      bits = Integer.parseInt(text.replaceFirst("^0[oO]?", ""), 8);
    } else if (text.matches("[1-9][0-9]{0,3}")) {
      bits = Integer.parseInt(text);
    }
    if (bits < 0 || bits > MOST) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no file mode (expected: octal such as 0622)");
    }
    return new SocketMode(bits, text);
  }

  @Override
  public String toString() {
    return text;
  }
}
