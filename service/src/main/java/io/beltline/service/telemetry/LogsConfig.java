package io.beltline.service.telemetry;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Validated;
import io.beltline.service.logging.LogSettings;
import io.beltline.service.logging.LogSettings.Encoding;
import io.beltline.service.logging.LogSettings.Sampling;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.Level;

/**
 * The keys of {@code service::telemetry::logs}.
 *
 * @param level the lowest level that is written
 * @param encoding console or json
 * @param development accepted, without effect
 * @param disableCaller accepted: lines never name the calling code
 * @param disableStacktrace whether errors are written without their stack
 * @param sampling how repeated lines are thinned out
 * @param outputPaths stderr, stdout or files
 * @param errorOutputPaths accepted: what cannot be written is not written elsewhere either
 * @param initialFields key-values on every line
 * @param processors where else lines go
 * @param disableZapResource whether lines leave out what identifies the process
 */
public record LogsConfig(
    @Default("info") @Doc("The lowest level that is written: debug, info, warn, error.")
        String level,
    @Default("console") @Doc("The layout: console or json.") String encoding,
    @Default("false") @Doc("Accepted, without effect.") boolean development,
    @Default("false") @Doc("Accepted: lines never name the calling code.") boolean disableCaller,
    @Default("false") @Doc("Whether errors are written without their stack.")
        boolean disableStacktrace,
    @Section @Doc("How repeated lines are thinned out.") SamplingConfig sampling,
    @Default("[stderr]") @Doc("Where lines go: stderr, stdout or files.") List<String> outputPaths,
    @Default("[stderr]") @Doc("Accepted, without effect.") List<String> errorOutputPaths,
    @Default("{}") @Doc("Key-values on every line.") Map<String, String> initialFields,
    @Default("[]") @Doc("Where else lines go.") List<LogProcessorConfig> processors,
    @Default("false") @Doc("Whether lines leave out what identifies the process.")
        boolean disableZapResource)
    implements Validated {
  private static final Set<String> LEVELS =
      Set.of("debug", "info", "warn", "error", "dpanic", "panic", "fatal");

  /**
   * How repeated lines are thinned out.
   *
   * @param enabled whether they are
   * @param tick the length of a tick
   * @param initial how many equal lines of a tick are written at first
   * @param thereafter of how many further ones one is written; 0 for none
   */
  public record SamplingConfig(
      @Default("true") @Doc("Whether repeated lines are thinned out.") boolean enabled,
      @Default("10s") @Doc("The length of a tick.") Duration tick,
      @Default("10") @Doc("How many equal lines of a tick are written at first.") int initial,
      @Default("100") @Doc("Of how many further ones one is written; 0 for none.")
          int thereafter) {}

  @Override
  public void validate(Problems problems) {
    if (!LEVELS.contains(level.toLowerCase(Locale.ROOT))) {
      problems.add("level", "\"" + level + "\" is no level (expected: debug, info, warn, error)");
    }
    if (!encoding.equals("console") && !encoding.equals("json")) {
      problems.add("encoding", "\"" + encoding + "\" is no layout (expected: console or json)");
    }
  }

  /** What the log is told, for a process that identifies itself so. */
  LogSettings settings(Map<String, String> resource) {
    Map<String, Object> fields = new LinkedHashMap<>(initialFields);
    if (!disableZapResource && !resource.isEmpty()) {
      fields.put("resource", new java.util.TreeMap<>(resource));
    }
    return new LogSettings(
        switch (level.toLowerCase(Locale.ROOT)) {
          case "debug" -> Level.DEBUG;
          case "info" -> Level.INFO;
          case "warn" -> Level.WARN;
          default -> Level.ERROR;
        },
        encoding.equals("json") ? Encoding.JSON : Encoding.CONSOLE,
        outputPaths,
        fields,
        sampling.enabled()
            ? new Sampling(sampling.tick(), sampling.initial(), sampling.thereafter())
            : null,
        !disableStacktrace);
  }
}
