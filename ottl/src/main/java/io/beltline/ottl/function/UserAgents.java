package io.beltline.ottl.function;

import io.beltline.model.Slice;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code UserAgent}: the program and the system that a text of a user agent names. */
final class UserAgents {
  /** More different ones than a backend sees at a time; the one used longest ago is forgotten. */
  private static final int MAX_KNOWN = 1_024;

  /** More than programs write; what is behind it is not looked at. */
  private static final int MAX_LENGTH = 2_048;

  private UserAgents() {}

  static Conversion of(Arguments a) {
    Expression value = a.value("value");
    int memory = a.layout().nextMemory();
    return (x, out) -> {
      Map<String, Slice> known = x.memory(memory, Recent::new);
      String text = value.eval(x).text();
      Slice map = known.get(text);
      if (map == null) {
        map = read(text);
        if (text.length() <= MAX_LENGTH) {
          known.put(text, map);
        }
      }
      out.map(map);
    };
  }

  private static Slice read(String text) {
    String seen = text.substring(0, Math.min(text.length(), MAX_LENGTH));
    UserAgentRule.Match agent = UserAgentRule.first(UserAgentRule.AGENTS, seen);
    UserAgentRule.Match system = UserAgentRule.first(UserAgentRule.SYSTEMS, seen);
    ValueWriter map = new ValueWriter();
    Cell cell = new Cell();
    map.entry("user_agent.name", cell.text(agent.name()));
    map.entry("user_agent.version", cell.text(agent.version()));
    map.entry("user_agent.original", cell.text(text));
    map.entry("os.name", cell.text(system.name()));
    if (!system.version().isEmpty()) {
      map.entry("os.version", cell.text(system.version()));
    }
    return map.copy();
  }

  private static final class Recent extends LinkedHashMap<String, Slice> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Slice> eldest) {
      return size() > MAX_KNOWN;
    }
  }
}
