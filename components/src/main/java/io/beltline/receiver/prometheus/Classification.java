package io.beltline.receiver.prometheus;

import io.beltline.components.exposition.MetricType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a series says, beside what the target says of families.
 *
 * @param family the family it belongs to
 * @param role its part in a point
 * @param suffix what its name has behind that of the family, where that is no part of the metric's
 *     name
 */
record Classification(Family family, Role role, String suffix) {
  private static final Classification UNKNOWN = new Classification(Family.UNKNOWN, Role.NUMBER, "");

  private static final Map<String, Role> PARTS =
      Map.of("_bucket", Role.BUCKET, "_sum", Role.SUM, "_count", Role.COUNT);

  private static final String CREATED = "_created";

  /**
   * Classifies.
   *
   * @param name as the target has it
   * @param bound whether there is a label {@code le}
   * @param quantile whether there is a label {@code quantile}
   */
  static Classification of(
      String name, boolean bound, boolean quantile, ByteTable<Family> families) {
    Family exact = find(families, name);
    if (exact != null) {
      return new Classification(
          exact, exact.type == MetricType.SUMMARY && quantile ? Role.QUANTILE : Role.NUMBER, "");
    }
    int underscore = name.lastIndexOf('_');
    Family base = underscore <= 0 ? null : find(families, name.substring(0, underscore));
    if (base == null) {
      return UNKNOWN;
    }
    String suffix = name.substring(underscore);
    return switch (base.type) {
      case COUNTER ->
          switch (suffix) {
            case "_total" -> new Classification(base, Role.NUMBER, "");
            case CREATED -> new Classification(base, Role.CREATED, CREATED);
            default -> UNKNOWN;
          };
      case HISTOGRAM -> part(base, suffix, bound);
      case SUMMARY -> suffix.equals("_bucket") ? UNKNOWN : part(base, suffix, bound);
      case INFO -> suffix.equals("_info") ? new Classification(base, Role.NUMBER, "") : UNKNOWN;
      case GAUGE_HISTOGRAM ->
          suffix.equals("_bucket") || suffix.equals("_gcount") || suffix.equals("_gsum")
              ? new Classification(base, Role.NUMBER, "")
              : UNKNOWN;
      case GAUGE, UNKNOWN, STATE_SET -> UNKNOWN;
    };
  }

  private static Classification part(Family base, String suffix, boolean bound) {
    if (suffix.equals(CREATED)) {
      return new Classification(base, Role.CREATED, CREATED);
    }
    Role role = PARTS.get(suffix);
    return role == null || (role == Role.BUCKET && !bound)
        ? UNKNOWN
        : new Classification(base, role, suffix);
  }

  private static @Nullable Family find(ByteTable<Family> families, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return families.find(bytes, 0, bytes.length);
  }

  /** Whether the point is a histogram or a summary, made of several series. */
  boolean isJoined() {
    return role != Role.NUMBER && family.type != MetricType.COUNTER;
  }
}
