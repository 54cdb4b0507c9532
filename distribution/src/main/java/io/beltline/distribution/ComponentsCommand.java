package io.beltline.distribution;

import io.beltline.api.ComponentKind;
import io.beltline.service.ComponentListing;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists what can stand in a configuration. */
@Command(
    name = "components",
    mixinStandardHelpOptions = true,
    description = "Lists the components with their spellings, signals and stability, as YAML.")
final class ComponentsCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    List<ComponentListing> all = ComponentListing.of(StandardComponents.factories());
    StringBuilder yaml = new StringBuilder();
    yaml.append("buildinfo:\n  command: ").append(Build.info().command());
    yaml.append("\n  version: ").append(Build.info().version()).append('\n');
    for (ComponentKind kind : ComponentKind.values()) {
      yaml.append(kind.section()).append(":\n");
      all.stream().filter(one -> one.kind() == kind).forEach(one -> describe(yaml, one));
    }
    System.out.print(yaml);
    return 0;
  }

  private static void describe(StringBuilder yaml, ComponentListing component) {
    yaml.append("  - name: ").append(component.type()).append('\n');
    if (!component.aliases().isEmpty()) {
      String aliases = String.join(", ", component.aliases());
      yaml.append("    aliases: [").append(aliases).append("]\n");
    }
    if (!component.conversions().isEmpty()) {
      StringJoiner pairs = new StringJoiner(", ", "[", "]");
      component
          .conversions()
          .forEach(pair -> pairs.add(pair.from().label() + " to " + pair.to().label()));
      yaml.append("    connects: ").append(pairs).append('\n');
    } else if (!component.stability().isEmpty()) {
      yaml.append("    stability:\n");
      component.stability().entrySet().stream()
          .sorted(java.util.Map.Entry.comparingByKey())
          .forEach(
              entry ->
                  yaml.append("      ")
                      .append(entry.getKey().label())
                      .append(": ")
                      .append(entry.getValue().name().toLowerCase(Locale.ROOT))
                      .append('\n'));
    }
    if (!component.notice().isEmpty()) {
      yaml.append("    notice: \"").append(component.notice()).append("\"\n");
    }
  }
}
