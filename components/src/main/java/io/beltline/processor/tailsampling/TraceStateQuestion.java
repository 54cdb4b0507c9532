package io.beltline.processor.tailsampling;

import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.SpanView;
import java.util.Set;

/**
 * Asks for the value of a member of the trace state.
 *
 * @param key the member's key
 * @param values the values that answer with yes
 */
record TraceStateQuestion(String key, Set<String> values) implements Question {
  @Override
  public boolean asks(SpanView span) {
    ByteRange state = span.traceStateUtf8();
    if (state.isEmpty()) {
      return false;
    }
    for (String padded : state.toUtf8().split(",", -1)) {
      String member = padded.strip();
      if (member.startsWith(key)
          && member.startsWith("=", key.length())
          && values.contains(member.substring(key.length() + 1))) {
        return true;
      }
    }
    return false;
  }
}
