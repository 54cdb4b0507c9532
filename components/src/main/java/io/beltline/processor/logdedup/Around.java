package io.beltline.processor.logdedup;

import io.beltline.model.Slice;
import io.beltline.model.otlp.LogsEditor;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a record. Records of one request share it.
 *
 * @param resource the resource
 * @param key tells the scope apart from others
 * @param scope the InstrumentationScope message
 * @param schema the schema of the scope
 */
record Around(Resource resource, String key, Slice scope, String schema) {

  /**
   * A resource.
   *
   * @param key tells it apart from others
   * @param message the Resource message
   * @param schema its schema
   */
  record Resource(String key, Slice message, String schema) {

    /** That of the editor's current resource, copied. */
    static Resource of(LogsEditor editor) {
      String schema = editor.resourceSchemaUrl();
      String key = new Fingerprint().map(editor.resource().attributes()).text(schema).digest();
      return new Resource(key, Slice.of(editor.resource().toSlice().toByteArray()), schema);
    }

    long size() {
      return (long) message.length() + schema.length();
    }
  }

  /** That of the editor's current scope, copied. */
  static Around of(Resource resource, LogsEditor editor) {
    String key =
        new Fingerprint()
            .map(editor.scope().attributes())
            .text(editor.scope().name())
            .text(editor.scope().version())
            .text(editor.scopeSchemaUrl())
            .digest();
    return new Around(
        resource, key, Slice.of(editor.scope().toSlice().toByteArray()), editor.scopeSchemaUrl());
  }

  long size() {
    return bytesBeside(null);
  }

  /** About how many bytes it adds to a request in which another one stands already, or none. */
  long bytesBeside(@Nullable Around other) {
    if (other == null || !other.resource.key.equals(resource.key)) {
      return resource.size() + scope.length() + schema.length();
    }
    return other.key.equals(key) ? 0 : (long) scope.length() + schema.length();
  }
}
