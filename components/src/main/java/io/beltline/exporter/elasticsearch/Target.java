package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;

/**
 * Where a document goes: an index, or a data stream whose name its fields tell.
 *
 * @param index the name
 * @param type of a data stream: logs, metrics or traces; else empty
 * @param dataset of a data stream; else empty
 * @param namespace of a data stream; else empty
 * @param member the index as a member of an action
 * @param fields the names of the data stream as an object, empty for an index
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never changed
record Target(
    String index, String type, String dataset, String namespace, byte[] member, byte[] fields) {

  static Target index(String index) {
    return new Target(index, "", "", "", member(index), new byte[0]);
  }

  static Target dataStream(String type, String dataset, String namespace) {
    String name = type + "-" + dataset + "-" + namespace;
    JsonBuffer fields = new JsonBuffer(96);
    fields.beginObject();
    fields.name("type").text(type);
    fields.name("dataset").text(dataset);
    fields.name("namespace").text(namespace);
    fields.endObject();
    return new Target(name, type, dataset, namespace, member(name), fields.toByteArray());
  }

  private static byte[] member(String index) {
    return new JsonBuffer(64).name("_index").text(index).toByteArray();
  }

  boolean isDataStream() {
    return !type.isEmpty();
  }
}
