package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.Faults;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.KeyValueView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.WireWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells who a process is. One thread. */
final class ProcessResource {
  private static final int LONGEST = 32_768;

  private final ProcessConfig config;
  private final Users users;
  private final boolean needsCommand;
  private final boolean needsCgroup;

  ProcessResource(ProcessConfig config, HostPaths paths) {
    this.config = config;
    this.users = new Users(paths);
    this.needsCommand =
        config.has(ProcessAttribute.COMMAND) || config.has(ProcessAttribute.COMMAND_LINE);
    this.needsCgroup =
        config.has(ProcessAttribute.CGROUP) || config.has(ProcessAttribute.LINUX_CGROUP);
  }

  /** To be called at the begin of a scrape. */
  void refresh() {
    users.refresh();
  }

  /** Its name: that of its command where the kernel has cut it. */
  static String name(ProcessStat stat, ProcessFiles files) {
    if (stat.name().length() < 15) {
      return stat.name();
    }
    String first = words(files, null).split("\0", 2)[0];
    String last = first.substring(first.lastIndexOf('/') + 1);
    return last.startsWith(stat.name()) ? last : stat.name();
  }

  /** The content of its resource. */
  Slice of(ProcessFiles files, ProcessStat stat, String name, Faults faults) {
    WireWriter out = new WireWriter(256);
    number(out, ProcessAttribute.PID, files.pid());
    number(out, ProcessAttribute.PARENT_PID, stat.parent());
    text(out, ProcessAttribute.EXECUTABLE_NAME, name);
    if (config.has(ProcessAttribute.EXECUTABLE_PATH)) {
      text(
          out,
          ProcessAttribute.EXECUTABLE_PATH,
          files.executable(muted(config.muteProcessExeError(), faults)));
    }
    if (needsCgroup) {
      String cgroup =
          files.text("cgroup", "process cgroup", 0, muted(config.muteProcessCgroupError(), faults));
      text(out, ProcessAttribute.CGROUP, cgroup == null ? "" : cgroup.stripTrailing());
      text(out, ProcessAttribute.LINUX_CGROUP, cgroup == null ? "" : cgroup.stripTrailing());
    }
    if (needsCommand) {
      command(out, words(files, muted(false, faults)));
    }
    if (config.has(ProcessAttribute.OWNER)) {
      owner(out, files, muted(config.muteProcessUserError(), faults));
    }
    return out.toSlice();
  }

  /** The faults to note something in, null if it is muted. */
  @Nullable Faults muted(boolean mute, Faults faults) {
    return mute || config.muteProcessAllErrors() ? null : faults;
  }

  private static String words(ProcessFiles files, @Nullable Faults faults) {
    String text = files.text("cmdline", "process command", 0, faults);
    if (text == null) {
      return "";
    }
    String whole = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return whole.endsWith("\0") ? whole.substring(0, whole.length() - 1) : whole;
  }

  private void command(WireWriter out, String words) {
    text(out, ProcessAttribute.COMMAND, words.split("\0", 2)[0]);
    text(out, ProcessAttribute.COMMAND_LINE, words.replace('\0', ' '));
  }

  private void owner(WireWriter out, ProcessFiles files, @Nullable Faults faults) {
    Map<String, String> status = files.entries("status", "process user", 0, faults);
    String uids = status.get("Uid");
    if (uids == null) {
      return;
    }
    Fields fields = Fields.of(uids);
    String uid = fields.size() == 0 ? "" : fields.words().get(0);
    String name = users.name(uid);
    if (name != null) {
      text(out, ProcessAttribute.OWNER, name);
    } else if (faults != null) {
      faults.add(
          "process user",
          "unknown",
          "process %d: uid %s has no name".formatted(files.pid(), uid),
          0);
    }
  }

  private void text(WireWriter out, ProcessAttribute attribute, String value) {
    if (config.has(attribute)) {
      int pair = out.begin(ResourceView.ATTRIBUTES);
      out.string(KeyValueView.KEY, attribute.key());
      int any = out.begin(KeyValueView.VALUE);
      out.string(AnyValueView.STRING_VALUE, value);
      out.end(any);
      out.end(pair);
    }
  }

  private void number(WireWriter out, ProcessAttribute attribute, long value) {
    if (config.has(attribute)) {
      int pair = out.begin(ResourceView.ATTRIBUTES);
      out.string(KeyValueView.KEY, attribute.key());
      int any = out.begin(KeyValueView.VALUE);
      out.varint(AnyValueView.INT_VALUE, value);
      out.end(any);
      out.end(pair);
    }
  }
}
