package io.beltline.exporter.loadbalancing;

import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.SpanView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key is the values of some attributes, each the first that resource, scope and item have:
 * {@code name=value|} for each, with an empty value for one that is nowhere. For traces in the
 * order of the configuration; for others first what the resource has, then what the scope has.
 */
final class AttributeKeys implements KeyReader {
  private static final String[] SPAN_KINDS = {
    "Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"
  };

  private final Signal signal;
  private final List<String> names;
  private final AttributeText attributes = new AttributeText();
  private final Hash hash = new Hash();
  private final @Nullable String[] ofResource;
  private final @Nullable String[] ofScope;
  private final @Nullable String[] ofItem;

  AttributeKeys(Signal signal, List<String> names) {
    this.signal = signal;
    this.names = names;
    this.ofResource = new String[names.size()];
    this.ofScope = new String[names.size()];
    this.ofItem = new String[names.size()];
  }

  @Override
  public long resource(Slice resource) {
    fill(ofResource, name -> attributes.text(resource, AttributeText.RESOURCE, name));
    return complete(ofResource, ofResource) ? key(ofResource, ofResource) : UNDECIDED;
  }

  @Override
  public long scope(Slice scope) {
    fill(ofScope, name -> attributes.text(scope, AttributeText.SCOPE, name));
    return complete(ofResource, ofScope) ? key(ofScope, ofScope) : UNDECIDED;
  }

  @Override
  public long item(Slice item) {
    switch (signal) {
      case TRACES -> fill(ofItem, name -> span(item, name));
      case LOGS -> fill(ofItem, name -> log(item, name));
      case METRICS, PROFILES -> {
        return UNDECIDED;
      }
    }
    return key(ofScope, ofItem);
  }

  @Override
  public long point(Slice point, int data) {
    fill(ofItem, name -> attributes.text(point, AttributeText.ofPoint(data), name));
    return key(ofScope, ofItem);
  }

  private @Nullable String span(Slice span, String name) {
    return switch (name) {
      case "span.kind" -> kind(span);
      case "span.name" -> WireFields.last(span, SpanView.NAME).toUtf8();
      default -> attributes.text(span, SpanView.ATTRIBUTES, name);
    };
  }

  private static String kind(Slice span) {
    SpanView view = new SpanView();
    view.wrap(span);
    int kind = view.kind();
    return kind >= 0 && kind < SPAN_KINDS.length ? SPAN_KINDS[kind] : "";
  }

  private @Nullable String log(Slice log, String name) {
    return switch (name) {
      case "log.severity" -> WireFields.last(log, LogRecordView.SEVERITY_TEXT).toUtf8();
      case "log.body" -> body(log);
      default -> attributes.text(log, LogRecordView.ATTRIBUTES, name);
    };
  }

  private static String body(Slice log) {
    AnyValueView body = new AnyValueView();
    body.wrap(WireFields.last(log, LogRecordView.BODY));
    return body.asString();
  }

  /** Finds the value of one attribute, or null. */
  @FunctionalInterface
  private interface Finder {
    @Nullable String find(String name);
  }

  private void fill(@Nullable String[] values, Finder finder) {
    for (int i = 0; i < values.length; i++) {
      values[i] = finder.find(names.get(i));
    }
  }

  private static boolean complete(@Nullable String[] outer, @Nullable String[] inner) {
    for (int i = 0; i < outer.length; i++) {
      if (outer[i] == null && inner[i] == null) {
        return false;
      }
    }
    return true;
  }

  private long key(@Nullable String[] scope, @Nullable String[] item) {
    StringBuilder key = new StringBuilder();
    if (signal == Signal.TRACES) {
      for (int i = 0; i < names.size(); i++) {
        append(key, i, first(ofResource[i], scope[i], item[i]));
      }
      return hash.of(key.toString());
    }
    for (int level = 0; level < 3; level++) {
      for (int i = 0; i < names.size(); i++) {
        if (level(i, scope) == level) {
          append(key, i, first(ofResource[i], scope[i], item[i]));
        }
      }
    }
    return hash.of(key.toString());
  }

  private int level(int i, @Nullable String[] scope) {
    return ofResource[i] != null ? 0 : scope[i] != null ? 1 : 2;
  }

  private static String first(
      @Nullable String resource, @Nullable String scope, @Nullable String item) {
    return resource != null ? resource : scope != null ? scope : item != null ? item : "";
  }

  private void append(StringBuilder key, int i, String value) {
    key.append(names.get(i)).append('=').append(value).append('|');
  }
}
