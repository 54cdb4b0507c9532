package io.beltline.ottl.value;

/**
 * The comparison rules. Values of kinds that do not go together are unequal, and neither is less.
 *
 * <p>Source: pkg/ottl/LANGUAGE.md of open-telemetry/opentelemetry-collector-contrib, "Comparison
 * Rules".
 */
public final class Comparison {
  private Comparison() {}

  /** Whether a comparison holds. */
  public static boolean holds(Cell a, Operator operator, Cell b) {
    return switch (a.kind()) {
      case NIL -> b.isNil() ? operator.holds(0) : apart(operator);
      case INT ->
          switch (b.kind()) {
            case INT -> operator.holds(Long.compare(a.integer(), b.integer()));
            case DOUBLE -> numbers((double) a.integer(), operator, b.number());
            default -> apart(operator);
          };
      case DOUBLE ->
          switch (b.kind()) {
            case INT -> numbers(a.number(), operator, (double) b.integer());
            case DOUBLE -> numbers(a.number(), operator, b.number());
            default -> apart(operator);
          };
      case STRING, BYTES -> b.is(a.kind()) ? ranges(a, operator, b) : apart(operator);
      case BOOL ->
          b.is(ValueKind.BOOL)
              ? operator.holds(Boolean.compare(a.bool(), b.bool()))
              : apart(operator);
      case TIME -> b.is(ValueKind.TIME) ? operator.holds(compareTimes(a, b)) : apart(operator);
      case DURATION ->
          b.is(ValueKind.DURATION)
              ? operator.holds(Long.compare(a.duration(), b.duration()))
              : apart(operator);
      case LIST, MAP, TRACE_ID, SPAN_ID, PROFILE_ID, MESSAGE -> equality(a, operator, b);
    };
  }

  /** Whether two values are equal. */
  public static boolean equal(Cell a, Cell b) {
    return holds(a, Operator.EQ, b);
  }

  private static boolean apart(Operator operator) {
    return operator == Operator.NE;
  }

  private static boolean numbers(double a, Operator operator, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return apart(operator);
    }
    return operator.holds(a < b ? -1 : a > b ? 1 : 0);
  }

  private static boolean ranges(Cell a, Operator operator, Cell b) {
    return switch (operator) {
      case EQ -> a.contentEquals(b);
      case NE -> !a.contentEquals(b);
      case LT, LE, GT, GE -> operator.holds(Values.compareBytes(a, b));
    };
  }

  private static int compareTimes(Cell a, Cell b) {
    int seconds = Long.compare(a.epochSecond(), b.epochSecond());
    return seconds != 0 ? seconds : Integer.compare(a.nanoOfSecond(), b.nanoOfSecond());
  }

  private static boolean equality(Cell a, Operator operator, Cell b) {
    boolean same =
        b.is(a.kind())
            && switch (a.kind()) {
              case LIST -> Values.sameLists(a.slice(), b.slice());
              case MAP -> Values.sameMaps(a.slice(), b.slice());
              case MESSAGE -> a.sort().equals(b.sort()) && a.contentEquals(b);
              default -> Values.sameIds(a, b);
            };
    return switch (operator) {
      case EQ -> same;
      case NE -> !same;
      case LT, LE, GT, GE -> false;
    };
  }
}
