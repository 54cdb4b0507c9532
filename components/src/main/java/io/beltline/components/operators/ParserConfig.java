package io.beltline.components.operators;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * The keys of every operator that parses a value into several.
 *
 * @param parseFrom what is parsed
 * @param parseTo where the result goes
 * @param preserveTo where what was parsed is kept
 * @param body what becomes the body then
 * @param timestamp what becomes the time
 * @param severity what becomes the severity
 * @param trace what becomes the trace context
 * @param scopeName what becomes the name of the scope
 */
public record ParserConfig(
    @Default("body") @Doc("The field to parse.") Field parseFrom,
    @Default("attributes") @Doc("The field that takes the result.") Field parseTo,
    @Doc("A field that keeps what was parsed.") @Nullable Field preserveTo,
    @Doc("A field that becomes the body afterwards.") @Nullable Field body,
    @Doc("A time to parse afterwards.") @Nullable TimestampConfig timestamp,
    @Doc("A severity to parse afterwards.") @Nullable SeverityConfig severity,
    @Doc("A trace context to parse afterwards.") @Nullable TraceConfig trace,
    @Doc("A scope's name to parse afterwards.") @Nullable ScopeNameConfig scopeName)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (body != null && parseTo.equals(Field.BODY)) {
      problems.add("body", "has no meaning with parse_to: body (expected: one of the two)");
    }
  }
}
