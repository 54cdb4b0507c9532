package io.beltline.distribution.queue;

import java.util.ArrayList;
import java.util.List;

/** Columns of equal width under a heading each. */
final class Table {
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A column: its heading, and whether it stands to the right. */
  record Column(String heading, boolean right) {
    static Column left(String heading) {
      return new Column(heading, false);
    }

    static Column right(String heading) {
      return new Column(heading, true);
    }
  }

  /** What stands in a column. */
  record Cell(String text, Paint paint) {
    static Cell of(String text) {
      return new Cell(text, Paint.PLAIN);
    }
  }

  Table(Column... columns) {
    this.columns = List.of(columns);
  }

  void row(Cell... cells) {
    rows.add(List.of(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  public String toString() {
    List<List<Cell>> all = new ArrayList<>();
    all.add(columns.stream().map(column -> new Cell(column.heading(), Paint.DIM)).toList());
    all.addAll(rows);
    StringBuilder out = new StringBuilder();
    for (List<Cell> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        Cell cell = row.get(i);
        String space = " ".repeat(width(i) - length(cell.text()));
        boolean last = i == row.size() - 1;
        String painted = cell.paint().on(cell.text());
        line.append(i == 0 ? "" : GAP)
            .append(columns.get(i).right() ? space + painted : last ? painted : painted + space);
      }
      out.append(line).append('\n');
    }
    return out.toString();
  }

  private int width(int column) {
    int width = length(columns.get(column).heading());
    for (List<Cell> row : rows) {
      width = Math.max(width, length(row.get(column).text()));
    }
    return width;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
