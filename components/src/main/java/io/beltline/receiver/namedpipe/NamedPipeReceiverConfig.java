package io.beltline.receiver.namedpipe;

import io.beltline.components.intake.InputConfig;
import io.beltline.components.lines.MultilineConfig;
import io.beltline.components.lines.TextEncoding;
import io.beltline.components.lines.Trimming;
import io.beltline.components.operators.ByteSize;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code named_pipe}.
 *
 * @param path where the pipe is
 * @param mode its permissions
 * @param encoding what the bytes mean
 * @param multiline what begins or ends an entry of several lines; null for lines
 * @param trimming which white space stays
 * @param maxLogSize the longest entry
 * @param input the keys of every receiver with operators
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/namedpipereceiver">the
 *     keys and defaults</a>
 */
public record NamedPipeReceiverConfig(
    @Doc("Where the pipe is; it is made if nothing is there.") String path,
    @Default("0666") @Doc("Its permissions, as an octal number; whatever the umask.") int mode,
    @Default("utf-8")
        @Doc("utf-8, utf-8-raw, nop, ascii, utf-16le, utf-16be, big5, or any the JVM has.")
        String encoding,
    @Doc("What begins or ends an entry of several lines.") @Nullable MultilineConfig multiline,
    @Squash Trimming trimming,
    @Default("1MiB") @Doc("The longest entry; longer ones are divided. 0: 1MiB.")
        ByteSize maxLogSize,
    @Squash InputConfig input)
    implements Validated {
  private static final int ALL = 0777;
  private static final int USUAL = 1 << 20;
  private static final long MOST = 1L << 30;

  @Override
  public void validate(Problems problems) {
    if (path.isEmpty()) {
      problems.add("path", "is missing (expected: the path of a named pipe)");
    }
    if (mode < 0 || mode > ALL) {
      problems.add("mode", mode + " is no permissions (expected: 0 to 0777, such as 0600)");
    }
    TextEncoding.check(encoding, problems);
    if (maxLogSize.bytes() > MOST) {
      problems.add("max_log_size", maxLogSize + " is out of range (expected: up to 1GiB)");
    }
  }

  /** The longest entry in bytes. */
  int longest() {
    return maxLogSize.bytes() == 0 ? USUAL : (int) maxLogSize.bytes();
  }
}
