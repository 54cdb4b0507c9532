package io.beltline.processor.redaction;

import io.beltline.model.Traces;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.SpanEditor;
import io.beltline.model.otlp.SpanEventEditor;
import io.beltline.model.otlp.SpanKind;
import io.beltline.model.otlp.SpanLinkEditor;
import io.beltline.model.otlp.TracesEditor;
import java.util.List;

/** Redacts traces: all attributes, names, messages and states. One request, one thread. */
final class TraceRedaction {
  private static final List<String> HTTP_KEYS =
      List.of(
          "http.route",
          "http.request.method",
          "http.request.method_original",
          "http.response.status_code",
          "url.full",
          "http.scheme",
          "http.target",
          "http.method",
          "http.url");

  private final RedactionRules rules;
  private final Redactor redactor;

  TraceRedaction(RedactionRules rules, Redactor redactor) {
    this.rules = rules;
    this.redactor = redactor;
  }

  Traces apply(Traces traces) {
    TracesEditor editor = new TracesEditor(traces);
    while (editor.nextResource()) {
      Surroundings.resource(editor, redactor);
      while (editor.nextScope()) {
        Surroundings.scope(editor, redactor);
        while (editor.nextSpan()) {
          span(editor.span());
        }
      }
    }
    return editor.finish();
  }

  private void span(SpanEditor span) {
    boolean http = rules.urlSpanNames() && isHttp(span);
    String system = rules.databaseSpanNames() ? DbSanitizer.system(span.attributes()) : "";
    redactor.attributes(span.attributes());
    for (var events = span.events(); events.next(); ) {
      SpanEventEditor event = events.item();
      redactor.attributes(event.attributes());
      if (redactor.mayBlock(event.nameUtf8())) {
        event.name(redactor.text(event.name()));
      }
    }
    for (var links = span.links(); links.next(); ) {
      SpanLinkEditor link = links.item();
      redactor.attributes(link.attributes());
      if (redactor.mayBlock(link.traceStateUtf8())) {
        link.traceState(redactor.text(link.traceState()));
      }
    }
    if (redactor.mayBlock(span.traceStateUtf8())) {
      span.traceState(redactor.text(span.traceState()));
    }
    if (span.hasStatus() && redactor.mayBlock(span.status().messageUtf8())) {
      span.status().message(redactor.text(span.status().message()));
    }
    name(span, http, system);
  }

  private void name(SpanEditor span, boolean http, String system) {
    if (redactor.mayBlock(span.nameUtf8())) {
      span.name(redactor.text(span.name()));
    }
    if ((!http && system.isEmpty()) || rules.texts().allows(span.name())) {
      return;
    }
    String name = span.name();
    if (http) {
      String clean = UrlSanitizer.sanitize(name);
      if (!clean.equals(name) && !UrlSanitizer.isEmptied(clean)) {
        rename(span, clean);
        return;
      }
    }
    if (!system.isEmpty() && isCaller(span)) {
      rename(span, rules.database().spanName(name, system));
    }
  }

  private static void rename(SpanEditor span, String name) {
    if (!name.isEmpty() && !name.equals("...") && !span.nameUtf8().contentEquals(name)) {
      span.name(name);
    }
  }

  private static boolean isCaller(SpanEditor span) {
    int kind = span.kind();
    return kind == SpanKind.CLIENT || kind == SpanKind.SERVER || kind == SpanKind.INTERNAL;
  }

  private static boolean isHttp(SpanEditor span) {
    if (span.kind() != SpanKind.CLIENT && span.kind() != SpanKind.SERVER) {
      return false;
    }
    AttributesView attributes = span.attributes();
    return span.name().indexOf('/') >= 0 || HTTP_KEYS.stream().anyMatch(attributes::contains);
  }
}
