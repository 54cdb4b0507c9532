package io.beltline.receiver.otlpjsonfile;

import io.beltline.api.ComponentId;
import io.beltline.components.tailing.TailConfig;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code otlp_json_file}.
 *
 * @param files which files are read, and how
 * @param replayFile whether files are read again and again
 * @param storage where offsets are kept
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/otlpjsonfilereceiver">the
 *     keys and defaults</a>
 */
public record OtlpJsonFileReceiverConfig(
    @Squash TailConfig files,
    @Doc("Whether files are read from their start again, each time all of them is delivered.")
        boolean replayFile,
    @Doc("The storage extension that keeps how far was read; without, it is kept in memory only.")
        @Nullable ComponentId storage)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (replayFile && files.deleteAfterRead()) {
      problems.add("replay_file", "has no meaning with delete_after_read (expected: one of them)");
    }
  }
}
