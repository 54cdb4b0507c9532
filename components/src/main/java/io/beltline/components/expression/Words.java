package io.beltline.components.expression;

import java.util.List;

/** The words of an expression, read from the left. One thread. */
final class Words {
  private final List<Token> words;
  private int at;

  Words(String text) throws ExpressionException {
    this.words = Lexer.words(text);
  }

  /** The word that comes next. */
  Token word() {
    return words.get(at);
  }

  /** The word behind the next. */
  Token second() {
    return words.get(Math.min(at + 1, words.size() - 1));
  }

  /** Takes the next word; the end stays. */
  Token take() {
    Token word = words.get(at);
    if (word.type() != Token.Type.END) {
      at++;
    }
    return word;
  }

  /** Goes back by the word that was taken last. */
  void back() {
    at--;
  }

  /** Takes the next word if it is the one. */
  boolean takes(String sign) {
    if (word().is(sign)) {
      at++;
      return true;
    }
    return false;
  }

  /** Takes the next word, which must be the one. */
  Token expect(String sign) throws ExpressionException {
    if (!word().is(sign)) {
      throw unexpected("\"" + sign + "\"");
    }
    return take();
  }

  /** Takes the next word, which must be a name. */
  Token name() throws ExpressionException {
    if (word().type() != Token.Type.NAME) {
      throw unexpected("a name");
    }
    return take();
  }

  /** Says that the next word is another than expected. */
  ExpressionException unexpected(String expected) {
    return ExpressionException.at(
        word().at(), "unexpected " + word().shown() + " (expected: " + expected + ")");
  }
}
