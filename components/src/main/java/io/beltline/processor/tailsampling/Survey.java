package io.beltline.processor.tailsampling;

import io.beltline.api.Clock;
import io.beltline.api.Context;
import io.beltline.model.Traces;
import io.beltline.ottl.ErrorMode;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.FailureLog;
import io.beltline.ottl.RecordWalk;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.Execution;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;

/** Asks the spans of requests all questions of the policies. Safe for all threads. */
final class Survey {
  private final Questions questions;
  private final boolean readsTraceState;
  private final Environment environment;
  private final FailureLog log;
  private final ConcurrentLinkedQueue<RecordWalk> idle = new ConcurrentLinkedQueue<>();

  Survey(Questions questions, boolean readsTraceState, Clock clock, Logger logger) {
    this.questions = questions;
    this.readsTraceState = readsTraceState;
    this.environment = new Environment(clock, () -> ThreadLocalRandom.current().nextLong());
    this.log = new FailureLog(logger, clock, questions.texts());
  }

  /**
   * The spans of a request by their traces, with what is to be known of them.
   *
   * @param context what is to be kept of what travels beside the request
   * @throws io.beltline.model.MalformedTelemetryException if it is no OTLP
   */
  Arrivals read(Context context, Traces request) {
    ArrivalReader reader = new ArrivalReader(questions, readsTraceState);
    Arrivals arrivals = reader.read(context, request);
    if (!questions.ottl().isEmpty()) {
      conditions(context, request, reader.traceOfSpan());
    }
    return arrivals;
  }

  private void conditions(Context context, Traces request, List<TraceFacts> traceOfSpan) {
    RecordWalk walk = idle.poll();
    if (walk == null) {
      walk = new RecordWalk(questions.layout(), environment);
    }
    int[] spans = {0};
    walk.walk(
        context,
        request,
        (record, x) -> {
          if (record == ContextName.SPAN) {
            spans[0]++;
          }
          if (record == ContextName.SPAN || record == ContextName.SPAN_EVENT) {
            ask(record, x, traceOfSpan.get(spans[0] - 1));
          }
        });
    idle.add(walk); // one that failed is not used again
  }

  private void ask(ContextName record, Execution x, TraceFacts trace) {
    for (int i = 0; i < questions.ottl().size(); i++) {
      OttlQuestion asked = questions.ottl().get(i);
      if (asked.context() == record && !trace.isTrue(asked.question())) {
        ask(i, asked, x, trace);
      }
    }
  }

  private void ask(int index, OttlQuestion asked, Execution x, TraceFacts trace) {
    try {
      if (asked.condition().test(x)) {
        set(trace, asked.question());
      }
    } catch (EvaluationException failure) {
      if (asked.mode() == ErrorMode.IGNORE) {
        log.failed(index, failure);
      }
      if (asked.failed() >= 0) {
        set(trace, asked.failed());
      }
    }
  }

  private static void set(TraceFacts trace, int question) {
    trace.answered(question >> 6, 1L << question);
  }
}
