package io.beltline.distribution.queue;

import java.io.Console;

/** Colours for a terminal; none where the output goes elsewhere or {@code NO_COLOR} is set. */
enum Paint {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  GREEN("32"),
  YELLOW("33"),
  RED("31");

  private static final boolean COLOURED = System.getenv("NO_COLOR") == null && isTerminal();

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  @SuppressWarnings("SystemConsoleNull") // Java 25 gives null again where there is no terminal
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** A text in this colour. */
  String on(String text) {
    return !COLOURED || code.isEmpty() || text.isEmpty()
        ? text
        : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
