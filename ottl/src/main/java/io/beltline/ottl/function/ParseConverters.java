package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.ArrayList;
import java.util.List;

/** Converters that read texts of a form. */
final class ParseConverters {
  private ParseConverters() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.converter(
            "ParseJSON",
            null,
            List.of(required("target", ParameterKind.STRING)),
            a -> {
              Expression target = a.value("target");
              return (x, out) -> JsonValues.read(target.eval(x), out);
            }),
        OttlFunction.converter(
            "ParseCSV",
            ValueKind.MAP,
            List.of(
                required("target", ParameterKind.STRING),
                required("headers", ParameterKind.STRING).or("header"),
                optional("delimiter", ParameterKind.TEXT_LITERAL),
                optional("headerDelimiter", ParameterKind.TEXT_LITERAL),
                optional("mode", ParameterKind.TEXT_LITERAL)),
            CsvRow::of),
        OttlFunction.converter(
            "ParseInt",
            ValueKind.INT,
            List.of(required("target", ParameterKind.STRING), required("base", ParameterKind.INT)),
            ParseConverters::parseInt),
        OttlFunction.converter(
            "ParseKeyValue",
            ValueKind.MAP,
            List.of(
                required("target", ParameterKind.STRING),
                optional("delimiter", ParameterKind.TEXT_LITERAL),
                optional("pair_delimiter", ParameterKind.TEXT_LITERAL)),
            KeyValueText::parse),
        OttlFunction.converter(
            "ToKeyValueString",
            ValueKind.STRING,
            List.of(
                required("target", ParameterKind.MAP),
                optional("delimiter", ParameterKind.TEXT_LITERAL),
                optional("pair_delimiter", ParameterKind.TEXT_LITERAL),
                optional("sort_output", ParameterKind.BOOL_LITERAL)),
            KeyValueText::write),
        OttlFunction.converter(
            "ParseSeverity",
            ValueKind.STRING,
            List.of(
                required("target", ParameterKind.VALUE),
                required("severityMapping", ParameterKind.MAP).or("mapping")),
            SeverityMapping::of),
        OttlFunction.converter(
            "URL",
            ValueKind.MAP,
            List.of(required("url_string", ParameterKind.STRING).or("uri")),
            a -> {
              Expression url = a.value("url_string");
              return (x, out) -> out.map(UrlParts.read(url.eval(x).text()));
            }),
        OttlFunction.converter(
            "IsInCIDR",
            ValueKind.BOOL,
            List.of(
                required("target", ParameterKind.STRING),
                required("networks", ParameterKind.VALUES)),
            ParseConverters::isInCidr),
        OttlFunction.converter(
            "IsValidLuhn",
            ValueKind.BOOL,
            List.of(required("value", ParameterKind.VALUE).or("target")),
            a -> {
              Expression value = a.value("value");
              return (x, out) -> out.bool(luhn(value.eval(x)));
            }));
  }

  private static Conversion parseInt(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    Expression base = a.value("base");
    Cell constant = base.constant();
    if (constant != null && !isBase(constant.integer())) {
      throw a.problem("base", noBase(constant.integer()));
    }
    return (x, out) -> {
      String text = target.eval(x).text();
      long radix = base.eval(x).integer();
      if (!isBase(radix)) {
        throw new EvaluationException(noBase(radix));
      }
      out.integer(GoInteger.parse(text, (int) radix));
    };
  }

  private static boolean isBase(long base) {
    return base == 0 || (base >= 2 && base <= 36);
  }

  private static String noBase(long base) {
    return "there is no base " + base + " (expected: 0, or 2 to 36)";
  }

  private static Conversion isInCidr(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    TextsArgument networks = TextsArgument.of(a, "networks");
    for (Expression network : a.values("networks")) {
      Cell constant = network.constant();
      if (constant != null && Addresses.network(constant.text()) == null) {
        throw a.problem("networks", noNetwork(constant.text()));
      }
    }
    return (x, out) -> {
      byte[] address = Addresses.parse(target.eval(x).text());
      boolean inside = false;
      for (Addresses.Network network : networks(networks.get(x))) {
        inside |= address != null && network.contains(address);
      }
      out.bool(inside);
    };
  }

  private static List<Addresses.Network> networks(TextsArgument.Texts texts) {
    List<Addresses.Network> all = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = new String(texts.get(i), java.nio.charset.StandardCharsets.UTF_8);
      Addresses.Network network = Addresses.network(text);
      if (network == null) {
        throw new EvaluationException(noNetwork(text));
      }
      all.add(network);
    }
    return all;
  }

  private static String noNetwork(String text) {
    return "\"" + text + "\" is no network (expected: 10.0.0.0/8)";
  }

  /** Spaces between the digits do not count. Source: ISO/IEC 7812-1, annex B. */
  private static boolean luhn(Cell value) {
    String digits =
        switch (value.kind()) {
          case STRING -> value.text().replace(" ", "");
          case INT -> Long.toString(value.integer());
          default ->
              throw new EvaluationException(
                  "IsValidLuhn takes a string or an int, not " + value.kind().words());
        };
    int sum = 0;
    boolean twice = false;
    for (int i = digits.length() - 1; i >= 0; i--) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        // it may be the number of a card: it is not shown
        throw new EvaluationException("what IsValidLuhn takes is not made of digits");
      }
      int weighed = twice ? 2 * digit : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
      twice = !twice;
    }
    return sum % 10 == 0 && !digits.isEmpty();
  }
}
