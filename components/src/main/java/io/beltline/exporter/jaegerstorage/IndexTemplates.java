package io.beltline.exporter.jaegerstorage;

import io.beltline.components.jaegerstorage.IndexConfig;
import io.beltline.components.jaegerstorage.RotationConfig.AutoRolloverConfig;
import io.beltline.components.jaegerstorage.SearchStorageConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The templates of Jaeger's indices: which types fields have, so that its query finds them.
 *
 * @see <a
 *     href="https://github.com/jaegertracing/jaeger/tree/main/internal/storage/elasticsearch/esclient/index_templates">the
 *     fields and their types</a>
 */
final class IndexTemplates {
  private static final String KEYWORD = "{'type':'keyword','ignore_above':256}";
  private static final String TAGS = nested(fields("key", "value", "type"));
  private static final String SERVICE_FIELDS = fields("serviceName", "operationName");
  private static final String SPAN_FIELDS =
      String.join(
          ",",
          fields("traceID", "parentSpanID", "spanID", "operationName"),
          "'startTime':{'type':'long'}",
          "'startTimeMillis':{'type':'date','format':'epoch_millis'}",
          "'duration':{'type':'long'}",
          "'flags':{'type':'integer'}",
          "'logs':" + nested("'timestamp':{'type':'long'},'fields':" + TAGS),
          "'process':{'properties':{%s,'tag':{'type':'object'},'tags':%s}}"
              .formatted(fields("serviceName"), TAGS),
          "'references':"
              + nested(
                  fields("refType", "traceID", "spanID", "traceState")
                      + ",'flags':{'type':'integer'},'tags':"
                      + TAGS),
          "'tag':{'type':'object'}",
          "'tags':" + TAGS,
          "'scopeTag':{'type':'object'}",
          "'scopeTags':" + TAGS);

  private final SearchStorageConfig config;
  private final EngineVersion engine;

  IndexTemplates(SearchStorageConfig config, EngineVersion engine) {
    this.config = config;
    this.engine = engine;
  }

  /** What is to be put where, in order. */
  Map<String, String> requests() {
    Map<String, String> requests = new LinkedHashMap<>();
    put(
        requests,
        IndexName.SPANS,
        config.indices().spans(),
        mappings(SPAN_FIELDS, "tag", "process.tag", "scopeTag"));
    put(
        requests,
        IndexName.SERVICES,
        config.indices().services(),
        mappings(SERVICE_FIELDS, "tag", "process.tag"));
    put(requests, IndexName.DEPENDENCIES, config.indices().dependencies(), "{}");
    return requests;
  }

  private void put(Map<String, String> requests, String kind, IndexConfig index, String mappings) {
    String name = config.indices().prefixed(kind);
    String content =
        "%s'settings':{%s},'mappings':%s"
            .formatted(aliases(name, index), settings(name, index), mappings);
    boolean older = engine.usesOlderTemplates();
    String body =
        older
            ? "{'index_patterns':['*%s-*'],%s}".formatted(name, content)
            : "{'priority':%d,'index_patterns':['%s-*'],'template':{%s}}"
                .formatted(index.priority(), name, content);
    requests.put((older ? "/_template/" : "/_index_template/") + name, body.replace('\'', '"'));
  }

  private static String aliases(String name, IndexConfig index) {
    return index.rotation().autoRollover() == null ? "" : "'aliases':{'" + name + "-read':{}},";
  }

  private String settings(String name, IndexConfig index) {
    String common =
        ("'index.number_of_shards':%d,'index.number_of_replicas':%d,"
                + "'index.mapping.nested_fields.limit':50,'index.requests.cache.enable':true")
            .formatted(index.shards(), index.replicas());
    AutoRolloverConfig rollover = index.rotation().autoRollover();
    return rollover == null ? common : common + "," + lifecycle(name + "-write", rollover);
  }

  private String lifecycle(String alias, AutoRolloverConfig rollover) {
    if (engine.openSearch()) {
      return "'plugins.index_state_management.rollover_alias':'" + alias + "'";
    }
    String policy =
        rollover.policyName().isEmpty() ? "" : "'name':'" + rollover.policyName() + "',";
    return "'lifecycle':{" + policy + "'rollover_alias':'" + alias + "'}";
  }

  /** Fields that are tags of an object are words, whatever they hold. */
  private static String mappings(String fields, String... objects) {
    String templates =
        Stream.of(objects)
            .map(
                object ->
                    "{'%s_map':{'mapping':%s,'path_match':'%s.*'}}"
                        .formatted(object.replace('.', '_'), KEYWORD, object))
            .collect(Collectors.joining(","));
    return "{'dynamic_templates':[%s],'properties':{%s}}".formatted(templates, fields);
  }

  private static String fields(String... names) {
    return Stream.of(names)
        .map(name -> "'" + name + "':" + KEYWORD)
        .collect(Collectors.joining(","));
  }

  private static String nested(String fields) {
    return "{'type':'nested','dynamic':false,'properties':{" + fields + "}}";
  }
}
