package io.beltline.benchmarks.model;

import io.beltline.benchmarks.payload.Gzip;
import io.beltline.benchmarks.payload.PayloadKind;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results as Markdown, by item. */
final class ModelReport {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private ModelReport() {}

  static String payloads() {
    StringBuilder text =
        new StringBuilder(
            "| payload | bytes an item | gzip -6, x100 | x1000 |\n|---|---|---|---|\n");
    for (PayloadKind kind : PayloadKind.values()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.2f | %.2f |%n",
              kind,
              kind.itemSize(),
              Gzip.ratio(kind.request(0, 100)),
              Gzip.ratio(kind.request(0, 1000))));
    }
    return text.toString();
  }

  static String results(Collection<RunResult> results) {
    StringBuilder text =
        new StringBuilder(
            """
            | operation | payload | items a request | ns an item | +- | bytes allocated an item |
            |---|---|---|---|---|---|
            """);
    results.forEach(result -> text.append(row(result)));
    return text.toString();
  }

  private static String row(RunResult result) {
    BenchmarkParams params = result.getParams();
    String name = params.getBenchmark();
    String operation = name.substring(name.lastIndexOf('.') + 1);
    int items = Integer.parseInt(params.getParam("items"));
    double each = itemsOf(operation, items);
    Result<?> time = result.getPrimaryResult();
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %s | %s | %s |%n",
        operation,
        params.getParam("payload"),
        items,
        number(time.getScore() / each),
        number(time.getScoreError() / each),
        allocated == null ? "" : number(allocated.getScore() / each));
  }

  private static double itemsOf(String operation, int items) {
    return switch (operation) {
      case "merge" -> (double) items * Batches.REQUESTS;
      case "split" -> Batches.ITEMS;
      default -> items;
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 1000 ? "%.1f" : "%.0f", value);
  }
}
