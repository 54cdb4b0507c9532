package io.beltline.receiver.namedpipe;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.Settings;
import io.beltline.components.intake.EntryBatch;
import io.beltline.components.intake.EntryIntake;
import io.beltline.components.intake.EntrySource;
import io.beltline.components.intake.PipePort;
import io.beltline.components.lines.MultilineConfig;
import io.beltline.components.lines.StreamSplitter;
import io.beltline.components.lines.TextEncoding;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;

/** Entries from a named pipe. */
record NamedPipeSource(NamedPipeReceiverConfig config) implements EntrySource {

  @Override
  public String transport() {
    return "named_pipe";
  }

  @Override
  public String encoding() {
    return config.encoding();
  }

  @Override
  public Port listen(Settings settings, Clock clock, Admission admission, EntryIntake intake) {
    Path path = Path.of(config.path());
    Charset charset = TextEncoding.known(config.encoding());
    EntryBatch batch = intake.batch("");
    StreamSplitter stream =
        new StreamSplitter(
            MultilineConfig.splitter(config.multiline(), charset),
            config.trimming(),
            config.longest(),
            charset,
            (bytes, from, to) -> {
              intake.take(config.path(), bytes, from, to, Map.of(), batch);
              batch.shipIfFull();
            },
            () -> intake.divided("max_log_size"));
    try {
      Fifo.prepare(path, config.mode());
      return PipePort.start(
          settings, clock, admission, path, new PipePort.Way(stream, intake, batch));
    } catch (IOException failed) {
      throw new ComponentException("path: " + failed.getMessage(), failed);
    }
  }
}
