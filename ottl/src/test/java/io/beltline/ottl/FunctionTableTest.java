package io.beltline.ottl;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Signal;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Paths;
import io.beltline.ottl.function.FunctionSet;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.Parameter;
import io.beltline.ottl.transform.TransformFunctions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds the functions that are documented against those that there are, and the tables of {@code
 * docs/ottl.md} against the code. With the system property {@code table=write} the tables are
 * written instead.
 */
class FunctionTableTest {
  private static final Path PAGE = Path.of("..", "docs", "ottl.md");
  private static final boolean WRITE = "write".equals(System.getProperty("table"));

  /** The functions that are documented and not there, with the reason. The goal is none. */
  private static final Map<String, String> MISSING = Map.of();

  @Test
  void everyDocumentedFunctionIsThere() throws IOException {
    List<String> documented = documented();
    assertThat(documented).hasSize(142);
    Map<String, OttlFunction> there = all();
    List<String> missing =
        documented.stream()
            .map(FunctionTableTest::name)
            .filter(n -> !there.containsKey(n))
            .toList();
    assertThat(missing).containsExactlyInAnyOrderElementsOf(MISSING.keySet());
  }

  @Test
  void argumentsAreCalledAsTheyAreElsewhere() throws IOException {
    Map<String, OttlFunction> there = all();
    List<String> wrong = new ArrayList<>();
    for (String line : documented()) {
      OttlFunction function = there.get(name(line));
      if (function != null) {
        String between = line.substring(line.indexOf('(') + 1, line.length() - 1);
        List<String> names = between.isEmpty() ? List.of() : Arrays.asList(between.split(", "));
        if (!fits(function, names)) {
          wrong.add(line + " is " + function.signature());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean fits(OttlFunction function, List<String> names) {
    List<Parameter> parameters = function.parameters();
    if (parameters.size() != names.size()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      boolean optional = names.get(i).endsWith("?");
      Parameter parameter = parameters.get(i);
      if (parameter.optional() != optional || !parameter.isCalled(names.get(i).replace("?", ""))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void thePageListsWhatThereIs() throws IOException {
    String before = Files.readString(PAGE);
    String page = filled(filled(before, "functions", functions()), "contexts", contexts());
    if (WRITE) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/ottl.md is out of date (expected: run this test with -Dtable=write)")
        .isEqualTo(page);
  }

  private static String filled(String page, String name, String table) {
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- end of " + name + " -->";
    int from = page.indexOf(begin) + begin.length();
    return page.substring(0, from) + table + page.substring(page.indexOf(end));
  }

  private static Map<String, OttlFunction> all() {
    Map<String, OttlFunction> all = new LinkedHashMap<>();
    FunctionSet.standard().all().forEach(f -> all.put(f.name(), f));
    for (Signal signal : Signal.values()) {
      TransformFunctions.own(signal).forEach(f -> all.put(f.name(), f));
    }
    return all;
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf('('));
  }

  private static List<String> documented() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            FunctionTableTest.class.getResourceAsStream("/documented-functions.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  private static String functions() {
    Collection<OttlFunction> standard = FunctionSet.standard().all();
    StringBuilder table = new StringBuilder("| Function | Gives | Contexts |\n|---|---|---|\n");
    all().values().stream()
        .sorted(
            Comparator.comparing((OttlFunction f) -> !f.isEditor())
                .thenComparing(f -> !standard.contains(f))
                .thenComparing(OttlFunction::name, String.CASE_INSENSITIVE_ORDER))
        .forEach(f -> table.append(row(f)));
    return table.toString();
  }

  private static String row(OttlFunction function) {
    String gives =
        function.isEditor()
            ? "an edit"
            : function.result() == null ? "what it finds" : function.result().words();
    String contexts =
        function.contexts().isEmpty()
            ? "all"
            : function.contexts().stream()
                .map(context -> "`" + context.word() + "`")
                .sorted()
                .collect(Collectors.joining(", "));
    return "| `" + function.signature() + "` | " + gives + " | " + contexts + " |\n";
  }

  private static String contexts() {
    StringBuilder table = new StringBuilder("| Context | Inside | Paths |\n|---|---|---|\n");
    for (ContextName context : ContextName.values()) {
      String outer = context.outer() == null ? "" : "`" + context.outer().word() + "`";
      String paths =
          Paths.fields(context).stream()
              .map(path -> "`" + path + "`")
              .collect(Collectors.joining(", "));
      table.append("| `" + context.word() + "` | " + outer + " | " + paths + " |\n");
    }
    return table.toString();
  }
}
