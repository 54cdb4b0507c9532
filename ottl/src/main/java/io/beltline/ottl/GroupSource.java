package io.beltline.ottl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements that belong together, as users write them.
 *
 * @param context the name of the context, or null to infer it from paths and functions
 * @param conditions if there are any, one of them must hold for the statements to run
 * @param statements the statements in their order
 * @param errorMode what becomes of records that a statement fails on
 * @param sharedCache whether the cache is that of the request, which other such groups see too,
 *     instead of one of the record's own
 */
public record GroupSource(
    @Nullable String context,
    List<String> conditions,
    List<String> statements,
    ErrorMode errorMode,
    boolean sharedCache) {

  /** Takes what is wrong with a group. */
  @FunctionalInterface
  public interface Problems {
    /**
     * Takes a problem.
     *
     * @param part {@code "context"}, {@code "conditions"} or {@code "statements"}
     * @param index which condition or statement, from 0
     * @param problem what is wrong, and where in its text
     */
    void add(String part, int index, StatementProblem problem);
  }
}
