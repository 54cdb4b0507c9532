package io.beltline.config;

/**
 * Where something stands: {@code config.yaml:12:15}.
 *
 * @param source the file, or what else the text came from: {@code --set}, {@code env:CONFIG}
 * @param line counted from 1; 0 where the source has no lines
 * @param column counted in code points from 1; 0 where the source has no lines
 */
public record Position(String source, int line, int column) {

  /** A place in a source that has no lines. */
  public static Position of(String source) {
    return new Position(source, 0, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
