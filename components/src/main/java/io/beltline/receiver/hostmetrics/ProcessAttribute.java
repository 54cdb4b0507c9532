package io.beltline.receiver.hostmetrics;

import java.util.Arrays;
import java.util.List;

/** The attributes of a process's resource. */
enum ProcessAttribute {
  CGROUP("process.cgroup", false, "The control group, as its file says it."),
  COMMAND("process.command", true, "The first word of the command line."),
  COMMAND_LINE("process.command_line", true, "The command line, its words joined by spaces."),
  EXECUTABLE_NAME("process.executable.name", true, "The name."),
  EXECUTABLE_PATH("process.executable.path", true, "The path of the executable; empty if none."),
  LINUX_CGROUP("process.linux.cgroup", false, "The same as process.cgroup by its new name."),
  OWNER("process.owner", true, "The name of the user it runs as; absent if there is none."),
  PARENT_PID("process.parent_pid", true, "The number of its parent."),
  PID("process.pid", true, "Its number.");

  private final String key;
  private final boolean isDefault;
  private final String description;

  ProcessAttribute(String key, boolean isDefault, String description) {
    this.key = key;
    this.isDefault = isDefault;
    this.description = description;
  }

  String key() {
    return key;
  }

  boolean isDefault() {
    return isDefault;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(ProcessAttribute::key).toList();
  }

  /** The table of attributes for a README, in Markdown. */
  static String toMarkdown() {
    StringBuilder table =
        new StringBuilder("| Attribute of the resource | On | Meaning |\n|---|---|---|\n");
    for (ProcessAttribute each : values()) {
      table.append(
          "| `%s` | %s | %s |\n"
              .formatted(each.key, each.isDefault ? "yes" : "no", each.description));
    }
    return table.toString();
  }
}
