package io.beltline.components.series;

import java.util.HexFormat;

/**
 * Tells a series from all others: a hash of what stands around its points. Two of a million series
 * share one with a probability of less than 10<sup>-26</sup>.
 *
 * @param high half of the hash
 * @param low the other half
 */
public record SeriesId(long high, long low) implements Comparable<SeriesId> {
  private static final HexFormat HEX = HexFormat.of();
  private static final int DIGITS = 32;

  /** The series of the same points that has a number of its own, such as a start time. */
  public SeriesId with(long number) {
    Lanes lanes = new Lanes();
    lanes.add(high);
    lanes.add(low);
    lanes.add(number);
    return lanes.id();
  }

  /** The hash in 32 hexadecimal digits. */
  public String text() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  /** Whether a text may be one that {@link #text} gave. */
  static boolean isText(String text) {
    return text.length() == DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
  }

  /** The id that gave a text. */
  static SeriesId of(String text) {
    return new SeriesId(
        HexFormat.fromHexDigitsToLong(text, 0, DIGITS / 2),
        HexFormat.fromHexDigitsToLong(text, DIGITS / 2, DIGITS));
  }

  @Override
  public int compareTo(SeriesId other) {
    int first = Long.compare(high, other.high);
    return first == 0 ? Long.compare(low, other.low) : first;
  }

  @Override
  public int hashCode() {
    return (int) low; // every bit of it depends on all that was hashed
  }
}
