package io.beltline.distribution.explain;

import io.beltline.api.ClientInfo;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.distribution.plain.Difference;
import io.beltline.distribution.plain.PlainItems;
import io.beltline.distribution.plain.Requests;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Mergeable;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Splitter;
import io.beltline.service.CollectorSettings;
import io.beltline.service.InvalidConfigurationException;
import io.beltline.service.logging.LogSettings;
import io.beltline.service.logging.Logging;
import io.beltline.service.trial.NoSuchPlaceException;
import io.beltline.service.trial.Spot;
import io.beltline.service.trial.TrialConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a configuration does to one record. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Takes one record through a configuration, without network, and says what each component did"
          + " to it: which statement changed which field, which rule removed it, which route it"
          + " took."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:explained", "2:the command line, the configuration or the record is wrong"})
public final class ExplainCommand implements Callable<Integer> {
  private static final int WRONG = 2;

  private final BiFunction<List<String>, List<String>, CollectorSettings> settings;

  @Option(
      names = "--config",
      paramLabel = "LOCATION",
      required = true,
      description = "Where the configuration stands; repeatable.")
  private List<String> locations = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key over all files: --set=processors.batch.timeout=2s")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--at",
      paramLabel = "COMPONENT",
      description = "Where the record comes in; the receiver, if there is one only.")
  private @Nullable String at;

  @Option(
      names = "--pipeline",
      paramLabel = "PIPELINE",
      description = "The pipeline, where the component stands in several.")
  private @Nullable String pipeline;

  @Option(
      names = "--metadata",
      paramLabel = "NAME=VALUE",
      description = "A request header, as a receiver keeps it; repeatable.")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Option(
      names = "--item",
      paramLabel = "NUMBER",
      description = "Which record of the file, counted from 1, if it holds several.")
  private int item;

  @Parameters(
      paramLabel = "FILE",
      description = "The record: a request in OTLP/JSON; - for standard input.")
  private String file = "-";

  @Spec private CommandSpec spec = CommandSpec.create();

  private ExplainCommand(BiFunction<List<String>, List<String>, CollectorSettings> settings) {
    this.settings = settings;
  }

  /**
   * Adds the command to a program's.
   *
   * @param settings makes settings of locations and assignments
   */
  public static CommandLine addTo(
      CommandLine root, BiFunction<List<String>, List<String>, CollectorSettings> settings) {
    return root.addSubcommand(new CommandLine(new ExplainCommand(settings)));
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      explain(spec.commandLine().getOut());
      return 0;
    } catch (InvalidConfigurationException invalid) {
      invalid.problems().forEach(problem -> err.println("error: " + problem));
    } catch (NoSuchPlaceException none) {
      err.println("--at: " + none.words());
    } catch (MalformedTelemetryException | IllegalArgumentException wrong) {
      err.println(file + ": " + wrong.getMessage());
    } catch (ComponentException unstarted) {
      err.println("the configuration does not start: " + unstarted.getMessage());
    }
    err.flush();
    return WRONG;
  }

  private void explain(PrintWriter out) throws IOException {
    LogSettings usual = LogSettings.STANDARD;
    Logging.configure(
        new LogSettings(Level.WARN, usual.encoding(), List.of(), Map.of(), null, false));
    TrialConfig config = TrialConfig.load(settings.apply(locations, assignments));
    Telemetry record = record();
    Spot spot =
        at == null
            ? config.spots().first(record.signal(), pipeline)
            : config.spots().into(at, pipeline, record.signal());
    Map<String, List<String>> headers = new LinkedHashMap<>();
    metadata.forEach((name, value) -> headers.put(name, List.of(value)));
    out.println("into " + spot);
    PlainItems.of(record).forEach(found -> out.println("  " + Difference.shown(found)));
    new ExplainText(out)
        .print(
            Explainer.explain(
                config,
                TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
                spot,
                Context.of(ClientInfo.NONE, Metadata.of(headers)),
                record));
  }

  private Telemetry record() throws IOException {
    String text =
        file.equals("-")
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : Files.readString(Path.of(file));
    List<Telemetry> records = new ArrayList<>();
    for (Telemetry request : Requests.all(text)) {
      if (request instanceof Mergeable mergeable) {
        records.addAll(Splitter.byItems(mergeable, 1));
      } else {
        records.add(request);
      }
    }
    if (item == 0 && records.size() == 1) {
      return records.getFirst();
    }
    if (item < 1 || item > records.size()) {
      throw new IllegalArgumentException(
          "holds %d records (expected: --item with a number from 1 to %1$d)"
              .formatted(records.size()));
    }
    return records.get(item - 1);
  }
}
