package io.beltline.delivery;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.Outgoing;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.model.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * An exporter's policy as its delivery asks it. Without a policy all passes, untouched and unread.
 * Safe for all threads.
 *
 * @param policy the policy; null for none
 */
record EgressGate(@Nullable EgressPolicy policy) {

  /** Whether something is looked at. */
  boolean watches() {
    return policy != null;
  }

  /** What looks at encoded requests. */
  Outgoing outgoing() {
    return policy == null ? Outgoing.UNCHECKED : policy;
  }

  /** Telemetry of an earlier run or of a dead letter without what must not leave. */
  Telemetry clean(Telemetry telemetry) {
    return policy == null ? telemetry : policy.masked(telemetry);
  }

  /** Whether a refusal is by a policy. */
  static boolean isOwn(Refusal refusal) {
    return refusal.rule().equals(EgressPolicy.RULE);
  }

  /** The refusal of records that are known to break a rule. */
  static Refusal refusal(EgressPolicy.Withheld withheld) {
    return new Refusal(
        withheld.kept() ? Action.DEAD_LETTER : Action.DROP,
        Status.of(Code.PERMISSION_DENIED),
        withheld.why(),
        null,
        false,
        EgressPolicy.RULE);
  }
}
