package io.beltline.components.egress;

import io.beltline.components.patterns.Expressions;
import io.beltline.ottl.pattern.Matches;
import io.beltline.ottl.pattern.PatternSet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All rules of a policy, compiled: one look at a text for all of them. Safe for all threads. */
final class RuleSet {
  private final PatternSet patterns;
  private final List<String> names = new ArrayList<>();
  private final List<Action> actions = new ArrayList<>();
  private final PatternSet allowed;
  private final byte[] mask;

  RuleSet(EgressPolicyConfig config) {
    List<String> expressions = new ArrayList<>();
    Set<String> wanted = new LinkedHashSet<>(config.detectors());
    for (Map.Entry<String, String> detector : Detectors.byName().entrySet()) {
      if (wanted.contains(Detectors.ALL) || wanted.contains(detector.getKey())) {
        add(detector.getKey(), config.action());
        expressions.add(detector.getValue());
      }
    }
    for (EgressRuleConfig rule : config.rules()) {
      Action own = rule.action();
      add(rule.name(), own == null ? config.action() : own);
      expressions.add(rule.pattern());
    }
    patterns = Expressions.compile(expressions);
    allowed = Expressions.compile(config.allowedValues());
    mask = config.mask().getBytes(StandardCharsets.UTF_8);
  }

  private void add(String name, Action action) {
    names.add(name);
    actions.add(action);
  }

  int size() {
    return names.size();
  }

  String name(int rule) {
    return names.get(rule);
  }

  Action action(int rule) {
    return actions.get(rule);
  }

  /** What is done where these rules match: the hardest of their actions. */
  Action hardest(BitSet rules) {
    return rules.stream().mapToObj(actions::get).max(Action::compareTo).orElse(Action.MASK);
  }

  /** The names of rules, for people. */
  String names(BitSet rules) {
    return String.join(", ", rules.stream().mapToObj(names::get).toList());
  }

  /** Whether a rule may match in a text; no allocation. */
  boolean mayMatch(byte[] text, int from, int to) {
    return to > from && patterns.find(text, from, to);
  }

  /**
   * A text with each match masked, or null if there is none.
   *
   * @param keepLength whether a match gives way to as many asterisks as it has bytes
   * @param matched gets the rules that match
   */
  byte @Nullable [] mask(byte[] text, int from, int to, boolean keepLength, BitSet matched) {
    int rule = to > from ? patterns.first(text, from, to, 0) : PatternSet.NONE;
    byte[] masked = null;
    while (rule >= 0) {
      byte[] before = masked == null ? Arrays.copyOfRange(text, from, to) : masked;
      byte[] after = replace(rule, before, keepLength);
      if (after != null) {
        matched.set(rule);
        masked = after;
      }
      byte[] now = masked == null ? before : masked;
      rule = patterns.first(now, 0, now.length, rule + 1);
    }
    return masked;
  }

  private byte @Nullable [] replace(int rule, byte[] text, boolean keepLength) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + mask.length);
    boolean any = false;
    int copied = 0;
    for (Matches matches = patterns.get(rule).matches(text); matches.next(); ) {
      int start = matches.start();
      int end = matches.end();
      if (end > start && !(allowed.size() > 0 && allowed.find(text, start, end))) {
        any = true;
        out.write(text, copied, start - copied);
        out.writeBytes(
            keepLength ? "*".repeat(end - start).getBytes(StandardCharsets.US_ASCII) : mask);
        copied = end;
      }
    }
    out.write(text, copied, text.length - copied);
    return any ? out.toByteArray() : null;
  }
}
