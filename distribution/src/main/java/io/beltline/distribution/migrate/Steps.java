package io.beltline.distribution.migrate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What is done to records, in order: statements and drops, under the conditions around them. One
 * thread.
 */
public final class Steps {
  private static final String FLAG = "migrate.if.";

  private final List<Step> all = new ArrayList<>();
  private final Deque<String> conditions = new ArrayDeque<>();
  private int flags;
  private int caches;

  /**
   * A statement, or a drop.
   *
   * @param drop whether records are dropped
   * @param text the statement; of a drop the condition
   */
  public record Step(boolean drop, String text) {}

  /** All steps. */
  public List<Step> all() {
    return List.copyOf(all);
  }

  /** A place in the cache that no other step uses; emptied here, since records share the cache. */
  public String cache() {
    String key = Ottl.quote("m" + ++caches);
    all.add(new Step(false, "delete_key(log.cache, " + key + ")"));
    return "log.cache[" + key + "]";
  }

  /** Does something with the records for which a condition holds besides those around it. */
  public void add(String statement, String where) {
    String all = condition(where);
    this.all.add(new Step(false, statement + (all.isEmpty() ? "" : " where " + all)));
  }

  /** Does something with each record. */
  public void add(String statement) {
    add(statement, "");
  }

  /** Drops the records for which a condition holds; all of those around it if it is empty. */
  public void drop(String where) {
    String all = condition(where);
    this.all.add(new Step(true, all.isEmpty() ? "true" : all));
  }

  private String condition(String inner) {
    String all = "";
    for (var outer = conditions.descendingIterator(); outer.hasNext(); ) {
      all = Ottl.and(all, outer.next());
    }
    return Ottl.and(all, inner);
  }

  /**
   * Adds steps under a condition, which is asked once, before them.
   *
   * @param then adds those for records for which it holds
   * @param otherwise adds those for the others
   */
  public void choose(String condition, Runnable then, Runnable otherwise) {
    int first = all.size();
    under(condition, then);
    under("not (" + condition + ")", otherwise);
    if (changesWhatIsAsked(condition, all.subList(first, all.size()))) {
      all.subList(first, all.size()).clear();
      String flag = Ottl.attribute(FLAG + ++flags);
      add("set(" + flag + ", true)", condition);
      under(flag + " == true", then);
      under(flag + " == nil", otherwise);
      all.add(new Step(false, "delete_key(log.attributes, " + Ottl.quote(FLAG + flags) + ")"));
    }
  }

  private void under(String condition, Runnable steps) {
    conditions.push(condition);
    steps.run();
    conditions.pop();
  }

  /** Whether a step may change a field that the condition speaks of. */
  private static boolean changesWhatIsAsked(String condition, List<Step> steps) {
    return steps.stream()
        .filter(step -> !step.drop())
        .map(step -> step.text().split(" where ", 2)[0])
        .anyMatch(
            statement ->
                statement.startsWith("merge_maps(log.attributes")
                    || fields(condition).stream().anyMatch(statement::contains));
  }

  private static List<String> fields(String condition) {
    return Pattern.compile("log\\.(?:body|time|attributes\\[\"(?:[^\"\\\\]|\\\\.)*\"\\])")
        .matcher(condition)
        .results()
        .map(MatchResult::group)
        .distinct()
        .toList();
  }
}
