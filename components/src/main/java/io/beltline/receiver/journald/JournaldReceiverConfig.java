package io.beltline.receiver.journald;

import io.beltline.components.operators.ByteSize;
import io.beltline.components.tracked.TrackedInputConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code journald}.
 *
 * @param rootPath the folder that journalctl has for its root; empty for none
 * @param journalctlPath the command
 * @param directory the folder of the journal's files; null for the system's
 * @param files journal files to read instead
 * @param startAt where to begin
 * @param units units to read
 * @param identifiers identifiers to read
 * @param matches fields to have
 * @param priority the least important to read, or a range
 * @param grep what messages match
 * @param dmesg whether only the kernel's messages are read
 * @param all whether long and unprintable fields are whole
 * @param namespace the journal's name
 * @param convertMessageBytes whether messages that are bytes become text
 * @param merge whether journals of other machines are read too
 * @param maxLogSize the longest entry
 * @param input what becomes of entries, and where the cursor is kept
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/journaldreceiver">the
 *     keys and defaults</a>
 */
public record JournaldReceiverConfig(
    @Doc("A folder that journalctl is started in as its root (chroot); needs the right to do so.")
        String rootPath,
    @Default("journalctl")
        @Doc("The command, looked for on the PATH; a path within root_path where that is written.")
        String journalctlPath,
    @Doc("The folder of journal files to read; the system's if not written. Wins over files.")
        @Nullable String directory,
    @Doc("Journal files to read, or patterns of them.") List<String> files,
    @Default("end") @Doc("Where to begin at the first start: beginning or end.") StartAt startAt,
    @Doc("Units to read; any of them.") List<String> units,
    @Doc("Values of SYSLOG_IDENTIFIER to read; any of them.") List<String> identifiers,
    @Doc("Fields an entry must have: all of one map, of any of the maps.")
        List<Map<String, String>> matches,
    @Default("info")
        @Doc("The least important priority to read, by name or number, or a range such as 0..3.")
        String priority,
    @Doc("A regular expression that messages match.") String grep,
    @Doc("Whether only messages of the kernel are read, of this boot.") boolean dmesg,
    @Doc("Whether fields of more than 4096 bytes are read; without it they are empty.") boolean all,
    @Doc("The namespace of the journal; * for all, +NAME for it and the default.") String namespace,
    @Doc("Whether a MESSAGE that is no UTF-8 becomes text; else it is bytes.")
        boolean convertMessageBytes,
    @Doc("Whether the journals of other machines in the folder are read too.") boolean merge,
    @Default("1MiB")
        @Doc("The longest entry, in bytes of JSON; longer ones are dropped and counted.")
        ByteSize maxLogSize,
    @Squash TrackedInputConfig input)
    implements Validated {
  private static final Pattern FIELD = Pattern.compile("[_A-Z][_A-Z0-9]*");
  private static final String LEVEL = "(?:emerg|alert|crit|err|warning|notice|info|debug|[0-7])";
  private static final Pattern PRIORITY = Pattern.compile(LEVEL + "(?:\\.\\." + LEVEL + ")?");
  private static final long MOST = 1L << 30;

  /** Where to begin. */
  public enum StartAt {
    /** At the oldest entry. */
    BEGINNING,
    /** Behind the newest. */
    END
  }

  @Override
  public void validate(Problems problems) {
    if (journalctlPath.isEmpty()) {
      problems.add("journalctl_path", "is empty (expected: a command such as journalctl)");
    }
    if (!rootPath.isEmpty()) {
      absolute("root_path", rootPath, problems);
      absolute("journalctl_path", journalctlPath, problems);
    }
    if (!PRIORITY.matcher(priority).matches()) {
      problems.add(
          "priority",
          "\"%s\" is no priority (expected: emerg, alert, crit, err, warning, notice, info, debug, 0 to 7, or two of them such as crit..err)"
              .formatted(priority));
    }
    for (int i = 0; i < matches.size(); i++) {
      for (String field : matches.get(i).keySet()) {
        if (!FIELD.matcher(field).matches()) {
          problems.add(
              "matches::" + i + "::" + field,
              "is no field of a journal (expected: capital letters such as _SYSTEMD_UNIT)");
        }
      }
    }
    if (maxLogSize.bytes() < 1 || maxLogSize.bytes() > MOST) {
      problems.add("max_log_size", maxLogSize + " is out of range (expected: 1 to 1GiB)");
    }
  }

  private static void absolute(String key, String path, Problems problems) {
    if (!path.startsWith("/")) {
      problems.add(
          key,
          "\"" + path + "\" is no absolute path, which it must be with root_path (expected: /...)");
    }
  }
}
