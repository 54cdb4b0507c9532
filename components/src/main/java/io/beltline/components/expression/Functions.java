package io.beltline.components.expression;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions of the language, by name. */
final class Functions {
  private static final Map<String, Signature> ALL =
      Map.ofEntries(
          entry("len", of(1, 1, Kind.INT, a -> Conversions.length(a.at(0)))),
          entry("type", of(1, 1, Kind.TEXT, a -> Kind.of(a.at(0)).word())),
          entry("int", of(1, 1, Kind.INT, a -> Conversions.whole(a.at(0)))),
          entry("float", of(1, 1, Kind.FLOAT, a -> Conversions.floating(a.at(0)))),
          entry("string", of(1, 1, Kind.TEXT, a -> Conversions.text(a.at(0)))),
          entry("abs", of(1, 1, Kind.ANY, a -> a.map(Math::abs, Math::abs))),
          entry("ceil", of(1, 1, Kind.FLOAT, a -> Math.ceil(a.number(0)))),
          entry("floor", of(1, 1, Kind.FLOAT, a -> Math.floor(a.number(0)))),
          entry("round", of(1, 1, Kind.FLOAT, a -> Conversions.round(a.number(0)))),
          entry("max", of(1, 99, Kind.ANY, a -> a.extreme(1))),
          entry("min", of(1, 99, Kind.ANY, a -> a.extreme(-1))),
          entry(
              "trim", of(1, 2, Kind.TEXT, a -> Conversions.trim(a.text(0), a.text(1, " \t\r\n")))),
          entry("trimPrefix", of(1, 2, Kind.TEXT, a -> prefix(a.text(0), a.text(1, " ")))),
          entry("trimSuffix", of(1, 2, Kind.TEXT, a -> suffix(a.text(0), a.text(1, " ")))),
          entry("upper", of(1, 1, Kind.TEXT, a -> a.text(0).toUpperCase(Locale.ROOT))),
          entry("lower", of(1, 1, Kind.TEXT, a -> a.text(0).toLowerCase(Locale.ROOT))),
          entry("split", of(2, 3, Kind.LIST, a -> a.split())),
          entry("replace", of(3, 3, Kind.TEXT, a -> a.text(0).replace(a.text(1), a.text(2)))),
          entry("repeat", of(2, 2, Kind.TEXT, a -> a.repeat())),
          entry("join", of(1, 2, Kind.TEXT, a -> a.join())),
          entry("indexOf", of(2, 2, Kind.INT, a -> (long) a.text(0).indexOf(a.text(1)))),
          entry("lastIndexOf", of(2, 2, Kind.INT, a -> (long) a.text(0).lastIndexOf(a.text(1)))),
          entry("hasPrefix", of(2, 2, Kind.BOOL, a -> a.text(0).startsWith(a.text(1)))),
          entry("hasSuffix", of(2, 2, Kind.BOOL, a -> a.text(0).endsWith(a.text(1)))),
          entry("toJSON", of(1, 1, Kind.TEXT, a -> JsonText.write(a.at(0)))),
          entry("fromJSON", of(1, 1, Kind.ANY, a -> JsonText.read(a.text(0)))),
          entry("toBase64", of(1, 1, Kind.TEXT, a -> Conversions.toBase64(a.text(0)))),
          entry("fromBase64", of(1, 1, Kind.TEXT, a -> Conversions.fromBase64(a.text(0)))),
          entry("duration", of(1, 1, Kind.DURATION, a -> Conversions.duration(a.text(0)))),
          entry("date", of(1, 1, Kind.TIME, a -> Conversions.date(a.text(0)))),
          entry(
              "first", of(1, 1, Kind.ANY, a -> a.list(0).isEmpty() ? null : a.list(0).getFirst())),
          entry("last", of(1, 1, Kind.ANY, a -> a.list(0).isEmpty() ? null : a.list(0).getLast())),
          entry("get", of(2, 2, Kind.ANY, a -> a.get())),
          entry("keys", of(1, 1, Kind.LIST, a -> List.copyOf(a.map(0).keySet()))),
          entry("values", of(1, 1, Kind.LIST, a -> new ArrayList<>(a.map(0).values()))),
          entry("reverse", of(1, 1, Kind.LIST, a -> a.list(0).reversed())),
          entry("concat", of(1, 99, Kind.LIST, a -> a.concat())));

  private Functions() {}

  /** How a function is called, and what it gives. */
  record Signature(int least, int most, Kind kind, Body body) {}

  /** What a function does. */
  @FunctionalInterface
  interface Body {
    @Nullable Object apply(Arguments arguments) throws ExpressionException;
  }

  private static Signature of(int least, int most, Kind kind, Body body) {
    return new Signature(least, most, kind, body);
  }

  static Node call(Token name, List<Node> given, Function<String, String> variables)
      throws ExpressionException {
    Signature signature =
        name.text().equals("env")
            ? of(1, 1, Kind.TEXT, a -> variables.apply(a.text(0)))
            : ALL.get(name.text());
    if (signature == null) {
      throw ExpressionException.at(name.at(), "unknown function \"" + name.text() + "\"");
    }
    if (given.size() < signature.least() || given.size() > signature.most()) {
      String expected =
          signature.least() == signature.most()
              ? String.valueOf(signature.least())
              : signature.least() + " to " + signature.most();
      throw ExpressionException.at(
          name.at(),
          name.text() + " has " + given.size() + " arguments (expected: " + expected + ")");
    }
    return Node.of(
        signature.kind(),
        scope -> {
          List<@Nullable Object> values = new ArrayList<>(given.size());
          for (Node argument : given) {
            values.add(argument.value(scope));
          }
          return signature.body().apply(new Arguments(name.text(), values));
        });
  }

  private static String prefix(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static String suffix(String text, String suffix) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }
}
