package io.beltline.exporter.loki;

import io.beltline.api.ExportResult.Refusal;
import java.util.List;

/**
 * What became of a request.
 *
 * @param refused what was not taken of it
 * @param plain what can be sent without structured metadata, which the tenant does not take
 */
record Verdict(List<Refused> refused, List<Line> plain) {

  /**
   * Lines that were refused.
   *
   * @param lines the lines
   * @param refusal why
   * @param lane where they wait by themselves; empty if they keep all others waiting
   */
  record Refused(List<Line> lines, Refusal refusal, String lane) {

    /** Whether nothing can be sent at the moment. */
    boolean stops() {
      return lane.isEmpty()
          && switch (refusal.action()) {
            case RETRY, HOLD -> true;
            case RETRY_SMALLER, DEAD_LETTER, DROP -> false;
          };
    }
  }
}
