package io.beltline.processor.groupbyattrs;

import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.ResourceSpansEditor;
import io.beltline.model.otlp.WireWriter;
import io.beltline.processor.groupbyattrs.ItemAttributes.Taken;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups the items of one request anew. Takes the levels of all signals apart alike, since their
 * messages have the same numbers for the same parts. One thread.
 */
final class Grouping {
  private static final int RESOURCES = 1;
  private static final int SCOPES = 2;
  private static final int ITEMS = 2;

  /** What one request may grow by; what would need more stays in its resource. */
  static final long MAX_GROWTH = 64L << 20;

  private final Signal signal;
  private final ItemAttributes attributes;
  private final Map<Slice, ResourceGroup> groups = new LinkedHashMap<>();
  private final WireWriter rest = new WireWriter();
  private long grouped;
  private long others;
  private long tooLarge;
  private long room = MAX_GROWTH;

  /** How many messages of resources, scopes and metrics with items came in. */
  private int messages;

  private int metrics;

  Grouping(Signal signal, List<AttributeKey> keys) {
    this.signal = signal;
    this.attributes = new ItemAttributes(keys);
  }

  /** How many items had an attribute to group by. */
  long grouped() {
    return grouped;
  }

  /** How many had none. */
  long others() {
    return others;
  }

  /** How many had one and stayed, since the request would have grown too much. */
  long tooLarge() {
    return tooLarge;
  }

  /** How many resources there are now. */
  int groups() {
    return groups.size();
  }

  /** The request with its items grouped. */
  Telemetry group(Telemetry telemetry) {
    for (Slice chunk : telemetry.payload().chunks()) {
      Parts request = Parts.of(chunk, RESOURCES);
      request.children().forEach(this::resource);
      rest.raw(request.rest());
    }
    int made = groups.values().stream().mapToInt(ResourceGroup::size).sum();
    if (grouped == 0 && made == messages) {
      return telemetry; // nothing was moved or merged
    }
    WireWriter out = new WireWriter();
    groups.values().forEach(group -> group.write(RESOURCES, out));
    out.raw(rest.toSlice());
    return telemetry.with(Payload.of(Slice.of(out.toSlice().toByteArray())));
  }

  private void resource(Slice message) {
    Parts resource = Parts.of(message, SCOPES);
    Origin origin = new Origin(resource.rest());
    messages++;
    for (Slice scopeMessage : resource.children()) {
      Parts scope = Parts.of(scopeMessage, ITEMS);
      messages++;
      Target target = new Target(origin, scope.rest());
      scope.children().forEach(item -> item(item, target));
    }
  }

  private void item(Slice item, Target target) {
    if (signal == Signal.METRICS) {
      metric(item, target);
    } else {
      Taken taken = attributes.of(signal, item);
      ScopeGroup scope = target.scope(taken.attributes(), null);
      if (scope == null) {
        tooLarge++;
        target.own().add(item);
      } else {
        count(taken);
        scope.add(taken.item());
      }
    }
  }

  private void metric(Slice item, Target target) {
    MetricShell metric = MetricShell.of(item, ++metrics);
    if (metric == null) {
      target.own().add(item);
      return;
    }
    messages++;
    for (Slice point : metric.points()) {
      Taken taken = attributes.ofPoint(metric.kind(), point);
      ScopeGroup scope = target.scope(taken.attributes(), metric);
      if (scope == null) {
        tooLarge++;
        target.own().metric(metric).add(point);
      } else {
        count(taken);
        scope.metric(metric).add(taken.item());
      }
    }
  }

  private void count(Taken taken) {
    if (taken.attributes().isEmpty()) {
      others++;
    } else {
      grouped++;
    }
  }

  private ResourceGroup group(Slice shell) {
    return groups.computeIfAbsent(GroupKey.ofResource(shell), key -> new ResourceGroup(shell));
  }

  /** A resource of the request, and the groups its items went to. */
  private final class Origin {
    private final Slice shell;
    private final Map<List<Attribute>, ResourceGroup> known = new HashMap<>();

    Origin(Slice shell) {
      this.shell = shell;
    }

    /** That of items without attributes to group by. */
    ResourceGroup own() {
      return known.computeIfAbsent(List.of(), none -> Grouping.this.group(shell));
    }

    ResourceGroup group(List<Attribute> more) {
      ResourceGroup there = known.get(more);
      if (there == null) {
        int before = groups.size();
        there = Grouping.this.group(with(more));
        known.put(more, there);
        room -= groups.size() > before ? shell.length() : 0;
      }
      return there;
    }

    private Slice with(List<Attribute> more) {
      ResourceSpansEditor editor = new ResourceSpansEditor(); // of every signal, without scopes
      editor.wrap(shell);
      more.forEach(attribute -> editor.resource().attributes().upsert(attribute));
      return Slice.of(editor.toSlice().toByteArray());
    }
  }

  /** A scope of the request. */
  private final class Target {
    private final Origin origin;
    private final Slice shell;
    private final Slice key;

    Target(Origin origin, Slice shell) {
      this.origin = origin;
      this.shell = shell;
      this.key = GroupKey.ofScope(shell);
    }

    /** The scope in the group of items without attributes to group by. */
    ScopeGroup own() {
      return origin.own().scope(key, shell);
    }

    /** The scope in a group; null if there is no room for what it would have to be made of. */
    @Nullable ScopeGroup scope(List<Attribute> more, @Nullable MetricShell metric) {
      if (more.isEmpty()) {
        return own();
      }
      ResourceGroup there = origin.known.get(more);
      ScopeGroup scope = there == null ? null : there.find(key);
      if (scope != null && (metric == null || scope.has(metric))) {
        return scope;
      }
      long most = (long) origin.shell.length() + shell.length() + size(metric);
      if (most > room) {
        return null;
      }
      ResourceGroup group = origin.group(more);
      room -= group.find(key) == null ? shell.length() : 0;
      scope = group.scope(key, shell);
      room -= metric == null || scope.has(metric) ? 0 : size(metric);
      return scope;
    }

    private long size(@Nullable MetricShell metric) {
      return metric == null ? 0 : metric.size();
    }
  }
}
