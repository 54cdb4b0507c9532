package io.beltline.exporter.loki;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Lines of a stream that travel together.
 *
 * @param stream the stream
 * @param lines some of its lines, by time
 */
record Piece(Stream stream, List<Line> lines) {
  private static final int AROUND = 12;

  /** About how many bytes it takes in a request. */
  int size() {
    return AROUND + Pair.bytes(stream.text()) + lines.stream().mapToInt(Line::size).sum();
  }

  /** The lines that something is true of. */
  List<Line> lines(Predicate<Line> which) {
    return lines.stream().filter(which).toList();
  }

  /** Cuts a stream by size and keeps the order; a line that is larger goes alone. */
  static List<Piece> of(Stream stream, int most) {
    List<Piece> pieces = new ArrayList<>();
    List<Line> current = new ArrayList<>();
    int room = most - AROUND - Pair.bytes(stream.text());
    int size = 0;
    for (Line line : stream.lines()) {
      if (!current.isEmpty() && size + line.size() > room) {
        pieces.add(new Piece(stream, current));
        current = new ArrayList<>();
        size = 0;
      }
      current.add(line);
      size += line.size();
    }
    if (!current.isEmpty()) {
      pieces.add(new Piece(stream, current));
    }
    return pieces;
  }
}
