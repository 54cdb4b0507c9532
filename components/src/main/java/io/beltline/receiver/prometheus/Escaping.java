package io.beltline.receiver.prometheus;

import io.beltline.config.Key;

/** How names with characters beyond the classic ones are asked for. */
public enum Escaping {
  @Key("allow-utf-8")
  NONE("allow-utf-8"),
  @Key("underscores")
  UNDERSCORES("underscores"),
  @Key("dots")
  DOTS("dots"),
  @Key("values")
  VALUES("values");

  private final String word;

  Escaping(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
