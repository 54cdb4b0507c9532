package io.beltline.exporter.elasticsearch;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.components.bulk.BulkWriter;
import io.beltline.components.bulk.DocumentIds;
import io.beltline.components.bulk.ItemOutcomes;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.ResourceView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What writes the documents of one export: where they go, what they look like. One thread. */
final class Documents {
  private static final byte[] CREATE = JsonBuffer.nameOf("create");
  private static final byte[] PIPELINE = JsonBuffer.nameOf("pipeline");
  private static final byte[] REQUIRE_DATA_STREAM = JsonBuffer.nameOf("require_data_stream");

  private final BulkWriter writer;
  private final ItemOutcomes outcomes;
  private final Router router;
  private final Modes modes;
  private final @Nullable DocumentIds ids;
  private final RoutingNames names = new RoutingNames();
  private final Map<MappingMode, DocumentForm> forms = new EnumMap<>(MappingMode.class);
  private final List<BitSet> together = new ArrayList<>();
  private MappingMode mode = MappingMode.OTEL;

  Documents(
      ElasticsearchExporterConfig config,
      ExportRequest request,
      ConcurrentHashMap<Router.Names, Target> targets,
      InstallationCheck check,
      BulkWriter writer,
      ItemOutcomes outcomes) {
    this.writer = writer;
    this.outcomes = outcomes;
    this.router = new Router(targets, config.logstashFormat().date(), check::add);
    this.modes = new Modes(config.mapping(), request.context());
    this.ids =
        config.documentIds().enabled()
            ? new DocumentIds(config.documentIds().madeOf(), request.origins())
            : null;
  }

  /** Goes on to a resource. */
  void resource(ResourceView resource) {
    router.resource().read(resource.attributes());
  }

  /** Goes on to a scope; says what mode it has, or null if none: then its items are refused. */
  @Nullable MappingMode scope(InstrumentationScopeView scope) {
    router.scope().read(scope.attributes());
    MappingMode chosen = modes.of(router.scope());
    if (chosen != null) {
      router.enter(chosen, scope.name());
      mode = chosen;
    }
    return chosen;
  }

  /** Why a scope has no mode. */
  String complaint() {
    return modes.complaint();
  }

  /** The form of the current mode's documents, set up for a scope. */
  DocumentForm form(Surroundings around) {
    DocumentForm form = forms.computeIfAbsent(mode, Documents::form);
    form.enter(around);
    if (ids != null) {
      ids.scope(around.resource().toSlice(), around.scope().toSlice());
    }
    return form;
  }

  private static DocumentForm form(MappingMode mode) {
    return switch (mode) {
      case OTEL -> new OtelForm();
      case ECS -> new EcsForm();
      case NONE, RAW -> new PlainForm(mode);
      case BODYMAP -> new BodyForm();
    };
  }

  /** What the attributes of an item say, read for its documents. */
  RoutingNames names(AttributesView attributes) {
    names.read(attributes);
    return names;
  }

  /** Where the document of an item goes; null if nowhere: then the item is refused. */
  @Nullable Target target(String fixed, String type, RoutingNames said, long unixNanos, int item) {
    Target target = router.route(fixed, type, said, unixNanos);
    if (target == null) {
      refuse(item, "data_stream.type is neither logs nor metrics");
    }
    return target;
  }

  BulkWriter writer() {
    return writer;
  }

  /** Begins a document of the current mode with its action's line. */
  JsonBuffer begin(Target target) {
    return begin(target, mode);
  }

  /** Begins a document with its action's line. */
  JsonBuffer begin(Target target, MappingMode of) {
    JsonBuffer out = writer.begin();
    out.beginObject().name(CREATE).beginObject().json(target.member());
    if (of == MappingMode.OTEL && target.isDataStream()) {
      out.name(REQUIRE_DATA_STREAM).bool(true);
    }
    return out;
  }

  /** Adds the pipeline to the action. */
  static void pipeline(JsonBuffer out, @Nullable String pipeline) {
    if (pipeline != null) {
      out.name(PIPELINE).text(pipeline);
    }
  }

  /**
   * Adds the id of a log record to the action: the one that is asked for, or one of our own.
   *
   * @return whether it is one of our own, so that a document of that id can only be the same
   */
  boolean id(JsonBuffer out, @Nullable String asked, int item, LogRecordView record) {
    if (asked != null || ids == null) {
      return id(out, asked, item, Slice.EMPTY, 0, 0);
    }
    ids.write(out, item, record);
    return true;
  }

  /**
   * Adds an id to the action: the one that is asked for, or one of our own.
   *
   * @return whether it is one of our own, so that a document of that id can only be the same
   */
  boolean id(
      JsonBuffer out, @Nullable String asked, int item, Slice bytes, int part, long unixNanos) {
    if (asked != null) {
      out.name("_id").text(asked);
      return false;
    }
    if (ids == null) {
      return false;
    }
    ids.write(out, item, bytes, part, unixNanos);
    return true;
  }

  /** Ends the action's line. */
  static void endAction(JsonBuffer out) {
    out.endObject().endObject().newLine();
  }

  /** Refuses an item that no document can be made of. */
  void refuse(int item, String why) {
    outcomes.refuse(item, new Refusal(Action.DEAD_LETTER, Status.INVALID_ARGUMENT, why, null));
  }

  /** Drops an item that is nothing to be kept. */
  void drop(int item, String why) {
    outcomes.refuse(item, new Refusal(Action.DROP, Status.INVALID_ARGUMENT, why, null));
  }

  /** Items whose documents are told apart by their order: where one comes again, all do. */
  void together(BitSet items) {
    together.add(items);
  }

  /** Sends what is left, and settles what belongs together. */
  void finish() {
    writer.flush();
    together.forEach(outcomes::keepTogether);
    if (ids != null) {
      ids.keepTogether(outcomes);
    }
  }
}
