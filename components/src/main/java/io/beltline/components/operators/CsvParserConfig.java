package io.beltline.components.operators;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code csv_parser}: the values of a row by the names of their columns.
 *
 * @param step the keys of every operator
 * @param parser the keys of every parser
 * @param header the names
 * @param headerAttribute the attribute that has the names
 * @param delimiter what stands between values
 * @param headerDelimiter what stands between names
 * @param lazyQuotes whether quotes may stand where they mean nothing
 * @param ignoreQuotes whether quotes mean nothing at all
 */
public record CsvParserConfig(
    @Squash StepConfig step,
    @Squash ParserConfig parser,
    @Doc("The names of the columns, with the delimiter between them.") String header,
    @Doc("Instead of header: the attribute that has the names.") String headerAttribute,
    @Default("\",\"") @Doc("The character between values.") String delimiter,
    @Doc("The character between names; that of values if not written.") String headerDelimiter,
    @Doc("Whether a quote may stand in a value, doubled or not.") boolean lazyQuotes,
    @Doc("Whether quotes mean nothing.") boolean ignoreQuotes)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    if (lazyQuotes && ignoreQuotes) {
      problems.add("ignore_quotes", "excludes lazy_quotes (expected: one of the two)");
    }
    character("delimiter", between(), problems);
    character("header_delimiter", betweenNames(), problems);
    if (header.isEmpty() == headerAttribute.isEmpty()) {
      problems.add(
          header.isEmpty() ? "header" : "header_attribute",
          header.isEmpty()
              ? "is missing (expected: header, or header_attribute)"
              : "excludes header (expected: one of the two)");
    } else if (!header.isEmpty() && !header.contains(betweenNames())) {
      problems.add(
          "header",
          "\"" + header + "\" has no " + betweenNames() + " (expected: two names or more)");
    }
  }

  private static void character(String key, String text, Problems problems) {
    if (text.codePointCount(0, text.length()) != 1 || "\r\n\"".contains(text)) {
      problems.add(key, "\"" + text + "\" is no delimiter (expected: one character such as ;)");
    }
  }

  private String between() {
    return delimiter.isEmpty() ? "," : delimiter;
  }

  private String betweenNames() {
    return headerDelimiter.isEmpty() ? between() : headerDelimiter;
  }

  @Override
  public Operator operator(Parts parts) {
    Pattern division = Pattern.compile(Pattern.quote(betweenNames()));
    List<String> fixed = List.of(division.split(header, -1));
    return Steps.parserOf(
        parser,
        entry -> {
          Object value = Steps.present(entry, parser.parseFrom());
          return row(headerAttribute.isEmpty() ? fixed : names(entry, division), value);
        });
  }

  private List<String> names(Entry entry, Pattern division) throws OperatorException {
    if (entry.attributes().get(headerAttribute) instanceof String names) {
      return List.of(division.split(names, -1));
    }
    throw new OperatorException(
        "the attribute " + headerAttribute + " is no text (expected: the names of the columns)");
  }

  private Map<String, @Nullable Object> row(List<String> names, Object value)
      throws OperatorException {
    String text = Steps.text(value, parser.parseFrom());
    List<String> values =
        ignoreQuotes
            ? List.of(Pattern.compile(Pattern.quote(between())).split(text, -1))
            : CsvRow.values(text, between().codePointAt(0), lazyQuotes);
    if (values.size() != names.size()) {
      throw new OperatorException(
          "the row has " + values.size() + " values (expected: " + names.size() + ")");
    }
    Map<String, @Nullable Object> row = LinkedHashMap.newLinkedHashMap(names.size());
    for (int i = 0; i < names.size(); i++) {
      row.put(names.get(i), values.get(i));
    }
    return row;
  }
}
