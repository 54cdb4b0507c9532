package io.beltline.extension.zpages;

import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ServiceView;
import io.beltline.config.GoDuration;
import io.beltline.extension.zpages.Page.Cell;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The pages. Each looks at the service when it is asked for. */
final class Pages {
  private static final List<String> NAMES =
      List.of("servicez", "pipelinez", "extensionz", "statusz", "configz", "featurez", "tracez");

  private final ServiceView service;
  private final Clock clock;
  private final boolean expvar;

  Pages(ServiceView service, Clock clock, boolean expvar) {
    this.service = service;
    this.clock = clock;
    this.expvar = expvar;
  }

  Router router() {
    Router.Builder routes = Router.builder();
    routes.route("GET", "/", _ -> HttpResponse.empty(302).with("location", "/debug/servicez"));
    routes.route("GET", "/debug/servicez", _ -> service());
    routes.route("GET", "/debug/pipelinez", _ -> pipelines());
    routes.route("GET", "/debug/extensionz", _ -> extensions());
    routes.route("GET", "/debug/statusz", _ -> statuses());
    routes.route("GET", "/debug/configz", _ -> config());
    routes.route("GET", "/debug/featurez", _ -> features());
    routes.route("GET", "/debug/tracez", _ -> traces());
    if (expvar) {
      routes.route("GET", "/debug/expvarz", _ -> Numbers.json());
    }
    return routes.build();
  }

  private Page page(String title) {
    List<String> names = new ArrayList<>(NAMES);
    if (expvar) {
      names.add("expvarz");
    }
    return new Page(title, names);
  }

  private HttpResponse service() {
    Duration up = Duration.ofNanos(clock.unixNanos() - service.startedUnixNanos());
    Runtime java = Runtime.getRuntime();
    return page(service.build().description())
        .table(
            List.of(),
            List.of(
                row("Command", service.build().command()),
                row("Version", service.build().version()),
                List.of(Cell.of("Ready"), service.isReady() ? good("yes") : bad("no")),
                row("Started", Instant.ofEpochSecond(0, service.startedUnixNanos()).toString()),
                row("Up for", GoDuration.format(up.truncatedTo(ChronoUnit.SECONDS))),
                row("Java", System.getProperty("java.runtime.version", "")),
                row("System", System.getProperty("os.name", "") + " " + arch()),
                row("Processors", Integer.toString(java.availableProcessors())),
                row("Heap", heap(java))))
        .response();
  }

  private static String arch() {
    return System.getProperty("os.arch", "");
  }

  private static String heap(Runtime java) {
    long mib = 1 << 20;
    return (java.totalMemory() - java.freeMemory()) / mib
        + " of at most "
        + java.maxMemory() / mib
        + " MiB in use";
  }

  private HttpResponse pipelines() {
    List<List<Cell>> rows =
        service.pipelines().stream()
            .map(
                each ->
                    List.of(
                        Cell.of(each.id().toString()),
                        Cell.of(each.id().signal().label()),
                        Cell.of(lines(each.receivers())),
                        Cell.of(lines(each.processors())),
                        Cell.of(lines(each.exporters()))))
            .toList();
    return page("Pipelines")
        .table(List.of("Pipeline", "Signal", "Receivers", "Processors", "Exporters"), rows)
        .response();
  }

  private static String lines(List<ComponentId> ids) {
    return ids.stream().map(ComponentId::toString).collect(Collectors.joining("\n"));
  }

  private HttpResponse extensions() {
    return page("Extensions")
        .table(
            List.of("Extension"),
            service.extensions().stream().map(id -> List.of(Cell.of(id.toString()))).toList())
        .response();
  }

  private HttpResponse statuses() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Map.Entry<String, ComponentStatus> each : new TreeMap<>(service.statuses()).entrySet()) {
      ComponentStatus status = each.getValue();
      rows.add(List.of(Cell.of(each.getKey()), level(status.level()), Cell.of(message(status))));
    }
    return page("Component status")
        .table(List.of("Component", "Status", "Message"), rows)
        .response();
  }

  private static Cell level(ComponentStatus.Level level) {
    return switch (level) {
      case OK -> good("OK");
      case STARTING -> new Cell("starting", "soft");
      case STOPPING -> new Cell("stopping", "soft");
      case STOPPED -> new Cell("stopped", "soft");
      case RECOVERABLE_ERROR -> bad("recoverable error");
      case PERMANENT_ERROR -> bad("permanent error");
      case FATAL_ERROR -> bad("fatal error");
    };
  }

  private static String message(ComponentStatus status) {
    Throwable cause = status.cause();
    return cause == null ? status.message() : status.message() + "\n" + cause;
  }

  private HttpResponse config() {
    return page("Effective configuration").code(service.effectiveConfig()).response();
  }

  private HttpResponse features() {
    return page("Feature gates")
        .paragraph("There are no feature gates: nothing here is behind a switch.")
        .response();
  }

  private HttpResponse traces() {
    return page("Traces")
        .paragraph(
            "The collector does not record traces of its own work, so there are no spans to show."
                + " Its metrics and component statuses say how it does.")
        .response();
  }

  private static List<Cell> row(String name, String value) {
    return List.of(Cell.of(name), Cell.of(value));
  }

  private static Cell good(String text) {
    return new Cell(text, "good");
  }

  private static Cell bad(String text) {
    return new Cell(text, "bad");
  }
}
